using FluentAssertions;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A promotion branch with other changes than the promotion.</summary>
public static class TamperedBranchTests
{
    private const string Branch = "promote/webshop-webui";

    private const string OtherApp = "tag: \"1\" # {\"$imagepolicy\": \"webshop:cart:tag\"}\n";

    private static readonly (string Change, string Reason)[] Changes =
    [
        (Tampering.Write("webshop/qa/job.yaml", "kind: Job\n"), "adds webshop/qa/job.yaml"),
        (Tampering.Write("webshop/qa/.gitattributes", "* text\n"), "adds webshop/qa/.gitattributes"),
        (Tampering.Write("webshop/qa/values.yaml", "replicas: 0\n"), "changes webshop/qa/values.yaml"),
        (Tampering.Delete("webshop/qa/values.yaml"), "deletes webshop/qa/values.yaml"),
        (
            Tampering.Write("webshop/qa/app.yaml", Shop.Manifest("2.0") + "replicas: 0\n"),
            "changes more than the version in webshop/qa/app.yaml"
        ),
        (
            Tampering.Write("webshop/qa/app.yaml", Shop.Manifest("2.1")),
            "does not have that version in webshop/qa/app.yaml"
        ),
        (
            Tampering.Write("webshop/qa/values.yaml", "replicas: 2\n", "100755"),
            "changes the mode of webshop/qa/values.yaml from 100644 to 100755"
        ),
        (
            Tampering.Write("webshop/qa/app.yaml", Shop.Manifest("2.0"), "100755"),
            "changes webshop/qa/app.yaml and its mode from 100644 to 100755"
        ),
        (Tampering.Link("webshop/qa/values.yaml", "app.yaml"), "replaces webshop/qa/values.yaml with a symbolic link"),
        (Tampering.Link("webshop/qa/link.yaml", "app.yaml"), "adds the symbolic link webshop/qa/link.yaml"),
        (Tampering.Submodule("webshop/qa/base"), "adds the submodule webshop/qa/base"),
        (Tampering.Write("payments/prod/app.yaml", OtherApp), "adds payments/prod/app.yaml"),
        (Tampering.Write("gitops-promotion.yaml", OtherApp), "changes gitops-promotion.yaml"),
        (Tampering.Write("webshop/base/app.yaml", OtherApp), "adds webshop/base/app.yaml"),
        (Tampering.Write("webshop/qa/cart.yaml", OtherApp), "adds webshop/qa/cart.yaml"),
    ];

    [Fact]
    public static async Task Fails_the_check()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Commit(Branch, ("webshop/prod/app.yaml", Shop.Manifest("2.0")));

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("for environment qa, but its branch changes webshop/prod/app.yaml");
        shop.VersionIn("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Is_described_by_its_other_changes()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Commit("main", ("README.md", "A newer commit on main.\n"));
        var heads = shop.Remote.TamperEach(Branch, [.. Changes.Select(one => one.Change)]);
        await shop.Repository.Remote.FetchAsync(heads, CancellationToken.None);
        var snapshot = await BaseSnapshotReader.ReadAsync(shop.Repository, CancellationToken.None);
        foreach (var (head, reason) in heads.Zip(Changes.Select(one => one.Reason)))
        {
            (await shop.FindMismatchAsync(head.Value, snapshot: snapshot))
                .Should()
                .Contain($"but its branch {reason}.");
        }
    }

    [Fact]
    public static async Task Fails_if_the_merge_would_revert_another_environment()
    {
        await using var shop = await Shop.OpenToQaAsync();
        // The branch merges a newer version of production, and reverts it.
        shop.Remote.Commit("main", ("webshop/prod/app.yaml", Shop.Manifest("1.5")));
        var tree = shop.Remote.Resolve($"{Branch}^{{tree}}");
        var merge = shop.Remote.Git("commit-tree", tree, "-p", Branch, "-p", "main", "-m", "Update");

        (await shop.FindMismatchAsync(merge)).Should().Contain("its branch changes webshop/prod/app.yaml");
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Fails_if_the_merge_would_follow_a_rename_into_another_environment()
    {
        var manifest = string.Concat(Enumerable.Range(0, 20).Select(i => $"key{i}: value\n")) + Shop.Manifest("1.0");
        await using var shop = await Shop.OpenToQaAsync(files: ("webshop/qa/app.yaml", manifest));
        shop.Remote.Tamper(
            "main",
            Tampering.Delete("webshop/qa/app.yaml"),
            Tampering.Write("webshop/prod/moved.yaml", manifest)
        );

        (await shop.FindMismatchAsync(shop.PullRequest.Head.Value))
            .Should()
            .Contain("the merge of its branch into 'main' changes webshop/prod/moved.yaml");
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Fails_after_criss_cross_merges_if_the_merge_does_not_bring_the_version()
    {
        await using var shop = await Shop.OpenToQaAsync();
        // The default branch merged the promotion and reverted it, and the branch merged the default branch.
        var first = shop.Remote.Resolve(Branch);
        var old = shop.Remote.Commit("main", ("docs/a.md", "a\n"));
        var head = shop.Remote.UpdateBranch(Branch);
        var tree = shop.Remote.Git("rev-parse", "main^{tree}");
        var merge = shop.Remote.Git("commit-tree", tree, "-p", old, "-p", first, "-m", "Merge and revert");
        shop.Remote.SetRef("refs/heads/main", merge);

        (await shop.FindMismatchAsync(head))
            .Should()
            .Contain("the merge of its branch")
            .And.Contain("webshop/qa/app.yaml");
    }
}
