using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

public static class GitRepositoryTests
{
    [Fact]
    public static async Task Pushes_a_change_of_the_default_branch_to_a_new_branch()
    {
        using GitSandbox sandbox = new();
        var remote = sandbox.CreateRemote();
        remote.Commit(
            "main",
            ("webshop/dev/web ui.yaml", "tag: 1\n"),
            ("webshop/prod/ünï.yaml", "tag: 1\n"),
            ("README.md", "hi")
        );
        var clone = sandbox.Clone(remote);
        var tip = CommitSha.Parse(remote.Commit("main", ("later.txt", "later")));
        var before = clone.Snapshot();

        await using var repository = await GitRepository.OpenAsync(clone.Path, _ => null, trace: null, default);
        var refs = await repository.Remote.ReadRefsAsync(["refs/heads/main", "refs/heads/promote/*"], default);
        refs.DefaultBranch.Should().Be(BranchName.Parse("main"));
        refs.Find("refs/heads/main").Should().Be(tip);
        await repository.Remote.FetchAsync([tip], default);
        (await repository.Files.ListFoldersAsync(tip, "", default)).Should().Equal("webshop");
        (await repository.Files.ListFoldersAsync(tip, "webshop", default)).Should().Equal("dev", "prod");
        var files = await repository.Files.ListFilesAsync(tip, "webshop", default);
        files.Select(file => file.Path).Should().Equal("webshop/dev/web ui.yaml", "webshop/prod/ünï.yaml");
        (await repository.Files.ReadFileAsync(tip, "webshop/dev/web ui.yaml", default))
            .Should()
            .Equal("tag: 1\n"u8.ToArray());
        (await repository.Files.ReadFileAsync(tip, "webshop/dev", default)).Should().BeNull();
        List<string> contents = [];
        await foreach (var content in repository.Files.ReadFilesAsync(files, default))
        {
            contents.Add(Encoding.UTF8.GetString(content));
        }

        contents.Should().Equal("tag: 1\n", "tag: 1\n");
        Dictionary<string, ReadOnlyMemory<byte>> changes = new(StringComparer.Ordinal)
        {
            ["webshop/dev/web ui.yaml"] = "tag: 2\n"u8.ToArray(),
        };
        var tree = await repository.WriteTreeAsync(tip, changes, default);
        (await repository.DiffAsync(tip, tree, default)).Should().EndWith("@@ -1 +1 @@\n-tag: 1\n+tag: 2\n");
        (await repository.Files.FindTreeAsync(tip, "webshop/prod", default))
            .Should()
            .Be(remote.Resolve("main:webshop/prod"));
        (await repository.Files.FindTreeAsync(tip, "webshop/qa", default)).Should().BeNull();
        var commit = await repository.CommitAsync(tree, [tip], "Promote", default);
        (await repository.FindCommitAsync(commit, default))!.Parents.Should().Equal(tip);
        (await repository.GetAncestryPathAsync(tip, commit, default)).Should().Equal(commit, tip);
        (await repository.MergeAsync(tip, commit, default)).Should().Be(new MergeResult.Clean(tree));
        RefUpdate update = new("refs/heads/promote/webshop-webui", commit, Expected: null);
        (await repository.Remote.PushAsync([update], default)).Should().Be(PushResult.Accepted);
        (await repository.Remote.PushAsync([update with { New = tip }], default)).Should().Be(PushResult.Stale);

        remote.Read("promote/webshop-webui", "webshop/dev/web ui.yaml").Should().Be("tag: 2");
        remote.Git("diff", "--name-only", "main", "promote/webshop-webui").Should().Be("webshop/dev/web ui.yaml");
        clone.Snapshot().Should().Be(before);
    }
}
