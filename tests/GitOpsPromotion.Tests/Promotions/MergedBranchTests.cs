using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Promotion branches with merge commits, and default branches that moved on in the promotion's own environment.</summary>
public static class MergedBranchTests
{
    private const string Branch = "promote/webshop-webui";
    private const string Job = "webshop/qa/job.yaml";

    private static readonly string AddJob = Tampering.Write(Job, "kind: Job\n");

    [Fact]
    public static async Task Fails_where_a_merge_commit_undoes_what_a_rebase_merge_would_bring_back()
    {
        await using var shop = await InQaAsync();
        var clean = shop.Remote.Resolve(Branch);
        shop.Remote.Tamper(Branch, AddJob);
        MergeDefaultBranch(shop, asIfFrom: clean);

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("a rebase merge of its branch, which leaves out merge commits, adds webshop/qa/job.yaml");
        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Fails_where_a_merge_commit_restores_what_a_rebase_merge_would_delete()
    {
        await using var shop = await InQaAsync(("webshop/qa/policy.yaml", "kind: NetworkPolicy\n"));
        var clean = shop.Remote.Resolve(Branch);
        shop.Remote.Tamper(Branch, Tampering.Delete("webshop/qa/policy.yaml"));
        MergeDefaultBranch(shop, asIfFrom: clean);

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("a rebase merge of its branch, which leaves out merge commits, deletes webshop/qa/policy.yaml");
    }

    [Fact]
    public static async Task Passes_where_a_commit_was_reverted_and_the_default_branch_merged_between()
    {
        await using var shop = await InQaAsync();
        shop.Remote.Tamper(Branch, AddJob);
        MergeDefaultBranch(shop, asIfFrom: Branch);
        shop.Remote.Tamper(Branch, Tampering.Delete(Job));

        (await shop.CheckAsync()).Should().BeOfType<StatusOutcome.Passed>();
    }

    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--depth=2")]
    public static async Task Are_followed_in_a_shallow_clone(string option)
    {
        await using var shop = await InQaAsync();
        shop.Remote.Tamper(Branch, AddJob);
        MergeDefaultBranch(shop, asIfFrom: Branch);
        shop.Remote.Tamper(Branch, Tampering.Delete(Job));
        var (repository, provider) = await shop.CloneAsync("ci", option, $"--branch={Branch}");
        await using var disposed = repository;

        var outcome = await new CheckPromotion(repository, provider, shop.Time).RunAsync(
            BranchName.Parse(Branch),
            isNamed: true,
            dryRun: true,
            CancellationToken.None
        );

        outcome.Should().BeOfType<StatusOutcome.Passed>();
    }

    [Fact]
    public static async Task Fails_where_the_default_branch_got_a_marker_that_the_merge_does_not_set()
    {
        await using var shop = await InQaAsync();
        shop.Remote.Commit("main", ("webshop/qa/worker.yaml", Shop.Manifest("1.0")));

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("the merge of its branch into 'main' does not hold that version in webshop/qa/worker.yaml");
        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Passes_where_the_default_branch_got_a_marker_that_holds_the_version()
    {
        await using var shop = await InQaAsync();
        shop.Remote.Commit("main", ("webshop/qa/worker.yaml", Shop.Manifest("2.0")));

        (await shop.CheckAsync()).Should().BeOfType<StatusOutcome.Passed>();
    }

    private static async Task<Shop> InQaAsync(params (string Path, string Content)[] files)
    {
        var shop = await Shop.OpenAsync();
        if (files.Length > 0)
        {
            shop.Remote.Commit("main", files);
        }

        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        return shop;
    }

    /// <summary>Merges a default branch that moved on into the promotion branch.</summary>
    /// <param name="shop">The repository.</param>
    /// <param name="asIfFrom">The merge commit holds what git makes of this commit and the default branch.</param>
    private static void MergeDefaultBranch(Shop shop, string asIfFrom)
    {
        shop.Remote.Commit("main", ("README.md", "The default branch moves on.\n"));
        var tree = shop.Remote.Git("merge-tree", "--write-tree", asIfFrom, "main");
        var merge = shop.Remote.Git("commit-tree", tree, "-p", Branch, "-p", "main", "-m", "Update branch");
        shop.Remote.SetRef($"refs/heads/{Branch}", merge);
    }
}
