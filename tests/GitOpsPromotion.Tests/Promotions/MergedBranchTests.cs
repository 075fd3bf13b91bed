using FluentAssertions;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Promotion branches with merge commits, and default branches with newer commits.</summary>
[Trait("suite", "release")]
public static class MergedBranchTests
{
    private const string Branch = "promote/webshop-webui";
    private const string Job = "webshop/qa/job.yaml";

    private static readonly string AddJob = Tampering.Write(Job, "kind: Job\n");

    [Fact]
    public static async Task Fails_if_a_rebase_merge_would_bring_back_what_a_merge_commit_reverted()
    {
        await using var shop = await Shop.OpenToQaAsync();
        var clean = shop.Remote.Resolve(Branch);
        shop.Remote.Tamper(Branch, AddJob);
        MergeDefaultBranch(shop, asIfFrom: clean);

        (await shop.FindMismatchAsync(shop.Remote.Resolve(Branch)))
            .Should()
            .Contain("a rebase merge of its branch, which leaves out merge commits, adds webshop/qa/job.yaml");
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Fails_if_a_rebase_merge_would_delete_what_a_merge_commit_restored()
    {
        await using var shop = await Shop.OpenToQaAsync();
        var clean = shop.Remote.Resolve(Branch);
        shop.Remote.Tamper(Branch, Tampering.Delete("webshop/qa/values.yaml"));
        MergeDefaultBranch(shop, asIfFrom: clean);

        (await shop.FindMismatchAsync(shop.Remote.Resolve(Branch)))
            .Should()
            .Contain("a rebase merge of its branch, which leaves out merge commits, deletes webshop/qa/values.yaml");
    }

    [Fact]
    public static async Task Passes_if_a_commit_was_reverted_after_a_merge_of_the_default_branch()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Tamper(Branch, AddJob);
        MergeDefaultBranch(shop, asIfFrom: Branch);
        var head = shop.Remote.Tamper(Branch, Tampering.Delete(Job));

        (await shop.FindMismatchAsync(head)).Should().BeEmpty();
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--depth=2")]
    public static async Task Passes_in_a_shallow_clone(string option)
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Tamper(Branch, AddJob);
        MergeDefaultBranch(shop, asIfFrom: Branch);
        var head = shop.Remote.Tamper(Branch, Tampering.Delete(Job));
        var (repository, _) = await shop.CloneAsync("ci", option, $"--branch={Branch}");
        await using var disposed = repository;

        (await shop.FindMismatchAsync(head, clone: repository)).Should().BeEmpty();
    }

    [Fact]
    public static async Task Fails_if_the_merge_does_not_set_a_newer_marker_of_the_default_branch()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Commit("main", ("webshop/qa/worker.yaml", Shop.Manifest("1.0")));

        (await shop.FindMismatchAsync(shop.Remote.Resolve(Branch)))
            .Should()
            .Contain("the merge of its branch into 'main' does not have that version in webshop/qa/worker.yaml");
    }

    [Fact]
    public static async Task Passes_if_a_newer_marker_of_the_default_branch_has_the_version()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Commit("main", ("webshop/qa/worker.yaml", Shop.Manifest("2.0")));

        (await shop.FindMismatchAsync(shop.PullRequest.Head.Value)).Should().BeEmpty();
    }

    [Fact]
    public static async Task Passes_if_the_default_branch_was_merged_into_the_branch()
    {
        var manifest = $"# qa\n{Shop.Manifest("1.0")}replicas: 2\n";
        var windows = manifest.Replace("\n", "\r\n", StringComparison.Ordinal);
        await using var shop = await Shop.OpenToQaAsync(
            files: [("webshop/qa/app.yaml", manifest), ("webshop/qa/windows.yaml", windows)]
        );
        shop.Remote.Commit("main", ("webshop/prod/other.yaml", "a: b\n"));
        shop.Remote.UpdateBranch("promote/webshop-webui");
        shop.Remote.Commit("main", ("webshop/qa/other.yaml", "a: b\n"));

        (await shop.CheckAsync()).Should().BeOfType<StatusOutcome.Passed>();

        shop.Remote.Read("main", "webshop/qa/app.yaml")
            .Should()
            .Be(manifest.Replace("1.0", "2.0", StringComparison.Ordinal).TrimEnd('\n'));
        shop.Remote.Read("main", "webshop/qa/windows.yaml")
            .Should()
            .Be(windows.Replace("1.0", "2.0", StringComparison.Ordinal).TrimEnd('\n'));
    }

    [Fact]
    public static async Task Passes_if_the_default_branch_has_newer_commits()
    {
        await using var shop = await Shop.OpenToQaAsync();
        shop.Remote.Commit(
            "main",
            ("webshop/qa/other.yaml", "a: b\n"),
            ("webshop/prod/app.yaml", Shop.Manifest("1.5"))
        );

        (await shop.CheckAsync()).Should().BeOfType<StatusOutcome.Passed>();

        shop.VersionIn("prod").Should().Be("1.5");
    }

    /// <summary>Merges newer commits of the default branch into the promotion branch.</summary>
    /// <param name="shop">The repository.</param>
    /// <param name="asIfFrom">The merge commit gets the tree of a merge of this commit.</param>
    private static void MergeDefaultBranch(Shop shop, string asIfFrom)
    {
        shop.Remote.Commit("main", ("README.md", "A newer commit on main.\n"));
        var tree = shop.Remote.Git("merge-tree", "--write-tree", asIfFrom, "main");
        var merge = shop.Remote.Git("commit-tree", tree, "-p", Branch, "-p", "main", "-m", "Update branch");
        shop.Remote.SetRef($"refs/heads/{Branch}", merge);
    }
}
