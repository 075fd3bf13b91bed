using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.GitHub;
using Octokit;

namespace GitOpsPromotion.Tests.Live;

/// <summary>A repository on GitHub, prepared through Octokit. The check is a commit status.</summary>
internal sealed class LiveGitHub() : LiveForge("GITOPS_PROMOTION_LIVE_GITHUB", "GITHUB_TOKEN", "x-access-token")
{
    private const string Check = "promotion";

    private bool isProtected;

    private string Owner => Url.Segments[1].TrimEnd('/');

    private string Name => Url.Segments[2].TrimEnd('/').Replace(".git", "", StringComparison.Ordinal);

    private Octokit.GitHubClient Client =>
        new(new ProductHeaderValue("gitops-promotion-tests"), new Uri(Url.GetLeftPart(UriPartial.Authority)))
        {
            Credentials = new(Token),
        };

    public override async Task RequireCheckAsync()
    {
        await Client.Repository.Branch.UpdateBranchProtection(
            Owner,
            Name,
            DefaultBranch.Value,
            new(
                new BranchProtectionRequiredStatusChecksUpdate(strict: false, [Check]),
                requiredPullRequestReviews: null,
                enforceAdmins: true
            )
        );
        isProtected = true;
    }

    public override Task CompleteCheckAsync(CommitSha head) =>
        Client.Repository.Status.Create(
            Owner,
            Name,
            head.Value,
            new() { Context = Check, State = CommitState.Success }
        );

    protected override IGitProvider Connect(ProviderConnection connection) => new GitHubProvider(connection);

    // A pull request is closed when its branch is deleted.
    protected override async Task RemoveRulesAsync()
    {
        if (isProtected)
        {
            await Client.Repository.Branch.DeleteBranchProtection(Owner, Name, DefaultBranch.Value);
        }
    }
}
