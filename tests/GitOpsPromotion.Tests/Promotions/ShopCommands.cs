using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>The use cases, for the app and the provider of a <see cref="Shop"/>.</summary>
internal static class ShopCommands
{
    public static async Task<PromotionOutcome> NewAsync(
        this Shop shop,
        string tag,
        bool dryRun = false,
        bool discardsCommits = false
    ) =>
        await new StartPromotion(shop.Repository, shop.Provider, shop.Time, discardsCommits).RunAsync(
            Given.Webui,
            Given.Version(tag),
            dryRun,
            CancellationToken.None
        );

    public static async Task<PromotionOutcome> PromoteAsync(this Shop shop, CommitSha commit, bool dryRun = false) =>
        await new ContinuePromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
            commit,
            dryRun,
            CancellationToken.None
        );

    public static async Task<StatusOutcome> CheckAsync(
        this Shop shop,
        string branch = "promote/webshop-webui",
        bool dryRun = false
    ) =>
        await new CheckPromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
            BranchName.Parse(branch),
            isNamed: false,
            dryRun,
            CancellationToken.None
        );

    public static Task<MergeOutcome> MergeAsync(
        this Shop shop,
        string environment,
        bool dryRun = false,
        string? reason = null
    ) =>
        new MergePromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
            Given.Webui,
            Given.Environment(environment),
            reason is null ? null : OverrideReason.Parse(reason),
            dryRun,
            CancellationToken.None
        );

    public static Task ReportAsync(
        this Shop shop,
        string environment,
        CommitStatusState state = CommitStatusState.Success,
        CommitSha? commit = null
    ) =>
        new ReportStatus(shop.Repository, shop.Provider).RunAsync(
            GroupName.Parse("webshop"),
            Given.Environment(environment),
            state,
            commit ?? shop.Tip,
            "",
            dryRun: false,
            CancellationToken.None
        );

    /// <summary>Promotes a version to dev, and opens its promotion to qa. Returns the pull request.</summary>
    public static async Task<PullRequest> PromoteToQaAsync(this Shop shop, string tag)
    {
        await shop.NewAsync(tag);
        var opened = (PromotionOutcome.Opened)await shop.PromoteAsync(shop.Tip);
        return opened.PullRequest;
    }

    /// <summary>Opens a pull request with a commit and a description that this tool did not write.</summary>
    public static async Task OpenManuallyAsync(
        this Shop shop,
        MergeMode mode,
        string description,
        (string Path, string Content) file,
        string branch = "promote/webshop-webui"
    )
    {
        shop.Remote.SetRef($"refs/heads/{branch}", shop.Tip.Value);
        var head = CommitSha.Parse(shop.Remote.Commit(branch, file));
        await shop.Provider.OpenPullRequestAsync(
            new DesiredPullRequest(
                BranchName.Parse(branch),
                BranchName.Parse("main"),
                head,
                "A title",
                description,
                mode
            ),
            open: null,
            CancellationToken.None
        );
    }

    /// <summary>Replaces the description of the open promotion to qa.</summary>
    public static Task<PullRequest> EditDescriptionAsync(this Shop shop, string description, CommitSha? head = null) =>
        shop.Provider.OpenPullRequestAsync(
            new DesiredPullRequest(
                shop.PullRequest.SourceBranch,
                shop.PullRequest.TargetBranch,
                head ?? shop.PullRequest.Head,
                shop.PullRequest.Title,
                description,
                MergeMode.AfterCheck
            ),
            open: null,
            CancellationToken.None
        );

    /// <summary>Why a head or a description of the open promotion to qa does not match the repository; empty if both do.</summary>
    public static async Task<string> FindMismatchAsync(
        this Shop shop,
        string head,
        string? description = null,
        GitRepository? clone = null,
        BaseSnapshot? snapshot = null
    )
    {
        var pullRequest = shop.PullRequest with
        {
            Head = CommitSha.Parse(head),
            Description = description ?? shop.PullRequest.Description,
        };
        var repository = clone ?? shop.Repository;
        snapshot ??= await BaseSnapshotReader.ReadAsync(repository, CancellationToken.None);
        try
        {
            await new PullRequestVerifier(repository).VerifyAsync(pullRequest, snapshot, CancellationToken.None);
            return "";
        }
        catch (PromotionException mismatch)
        {
            return mismatch.Message;
        }
    }
}
