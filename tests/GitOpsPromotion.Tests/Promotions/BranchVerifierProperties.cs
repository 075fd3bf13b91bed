using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Tests.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A branch with any other change than the promotion fails the verification.</summary>
public sealed class BranchVerifierProperties : IAsyncLifetime
{
    private const string Metadata =
        """<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"qa","sha":"","feature":"","type":"promote"} -->""";

    private const string Old =
        "image: ghcr.io/webshop/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\r\n# left alone\r\ncart: \"7\" # {\"$imagepolicy\": \"webshop:cart:tag\"}\r\n";

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["gitops-promotion.yaml"] = Shop.PerApp,
        [".gitattributes"] = "* text=auto\n",
        ["webshop/dev/app.yaml"] = Old.Replace("1.0", "2.0", StringComparison.Ordinal),
        ["webshop/qa/app.yaml"] = Old,
        ["webshop/qa/other.yaml"] = "replicas: 2\n",
        ["webshop/qa/deep/er/Kustomization"] = "images: []\n",
        ["webshop/prod/app.yaml"] = Old,
    };

    private static readonly string Promoted = Old.Replace("1.0", "2.0", StringComparison.Ordinal);

    private static readonly string[] Places =
    [
        .. Files.Keys,
        "webshop/qa/new.yaml",
        "webshop/qa/.gitattributes",
        "webshop/qa/deep/new/er.yaml",
        "webshop/qa/app.yaml.orig",
        "webshop/uat/app.yaml",
        "README.md",
        ".github/workflows/ci.yaml",
        "é.yaml",
    ];

    /// <summary>Inserted, removed or replaced bytes, modes, links, submodules, deletions, new files.</summary>
    private static readonly Gen<string> Changes = Gen.OneOf(
        from path in Gen.Elements(Places)
        from at in Gen.Choose(0, 200)
        from put in Gen.Elements("", " ", "\n", "\r", "x", "1", "# {\"$imagepolicy\": \"webshop:webui:tag\"}\n")
        from taken in Gen.Choose(0, 3)
        select Tampering.Write(path, Edit(Content(path), at, taken, put)),
        from path in Gen.Elements(Places)
        from text in Gen.Elements("", "a: b\n", "1.0", "2.0")
        select Tampering.Write(path, Content(path).Replace(":2.0", text, StringComparison.Ordinal)),
        from path in Gen.Elements(Places)
        from mode in Gen.Elements("100755", "120000")
        select Tampering.Write(path, Content(path), mode),
        Gen.Elements(Places).Select(Tampering.Delete),
        Gen.Elements(Places).Select(Tampering.Submodule),
        Gen.Elements("webshop", "webshop/qa", "webshop/prod", "webshop/qa/deep").Select(Tampering.Delete)
    );

    private readonly GitSandbox sandbox = new();
    private TestRepository remote = null!;
    private GitRepository repository = null!;
    private string tip = "";

    public async ValueTask InitializeAsync()
    {
        remote = sandbox.CreateRemote();
        tip = remote.Commit("main", [.. Files.Select(file => (file.Key, file.Value))]);
        var clone = sandbox.Clone(remote);
        // With the remote's objects, so that nothing has to be fetched.
        var alternates = Path.Combine(clone.Path, ".git", "objects", "info", "alternates");
        await File.WriteAllTextAsync(alternates, Path.Combine(remote.Path, "objects") + "\n");
        repository = await clone.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await repository.DisposeAsync();
        sandbox.Dispose();
    }

    [Fact]
    public void Any_other_change_fails_the_verification() =>
        Prop.ForAll(
                Arb.From(Changes.NonEmptyListOf().Select(changes => changes.Take(2).ToArray()).ArrayOf(120)),
                branches => CheckAsync(branches).GetAwaiter().GetResult()
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1));

    private async Task CheckAsync(string[][] branches)
    {
        var promotion = Tampering.Write("webshop/qa/app.yaml", Promoted);
        var heads = remote.Import([
            Tampering.Commit("clean", tip, promotion),
            .. branches.Select((changes, i) => Tampering.Commit($"branch-{i}", tip, [promotion, .. changes])),
        ]);
        var clean = (await repository.FindCommitAsync(CommitSha.Parse(heads[0]), default))!.Tree;
        (await FindFailureAsync(heads[0])).Should().BeNull();

        foreach (var (head, changes) in heads.Skip(1).Zip(branches))
        {
            var isClean = (await repository.FindCommitAsync(CommitSha.Parse(head), default))!.Tree == clean;
            var failure = await FindFailureAsync(head);

            (failure is null).Should().Be(isClean, string.Concat(changes));
            failure?.Kind.Should().Be(FailureKind.Rejected);
            failure?.Message.Should().MatchRegex("but its branch (adds|changes|deletes|replaces|does not have) ?");
        }
    }

    private async Task<PromotionException?> FindFailureAsync(string head)
    {
        var pullRequest = Given.PullRequest(Metadata) with { Head = CommitSha.Parse(head) };
        BaseSnapshot snapshot = new(BranchName.Parse("main"), CommitSha.Parse(tip), Given.Configuration());
        try
        {
            await new PullRequestVerifier(repository).VerifyAsync(pullRequest, snapshot, default);
            return null;
        }
        catch (PromotionException failure)
        {
            return failure;
        }
    }

    private static string Content(string path) =>
        path is "webshop/qa/app.yaml" ? Promoted : Files.GetValueOrDefault(path, "new: file\n");

    private static string Edit(string text, int at, int taken, string put)
    {
        var start = Math.Min(at, text.Length);
        return text[..start] + put + text[Math.Min(start + taken, text.Length)..];
    }
}
