using FluentAssertions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.GitHub;
using GitOpsPromotion.Providers.PullRequests;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>One step on pull request 7, which is open.</summary>
public abstract class GitHubStepTest : ScriptedGitHubTest
{
    protected const string Commit = "1234567890123456789012345678901234567890";

    private protected PullRequest Open =>
        new(7, Branch, Main, Head, "Promote webshop/webui", "What and why.", PullRequestState.Open);

    private protected GitHubObservation Seen =>
        new()
        {
            NodeId = "PR_7",
            Tip = Head,
            PullRequest = Open,
        };

    private protected PullRequestGoal.Open Goal => new(Draft with { MergeMode = MergeMode.AfterCheck });

    private protected async Task<StepResult.Done> DoneAsync(
        PullRequestStep step,
        PullRequestGoal goal,
        GitHubObservation now
    )
    {
        var forge = await ConnectForgeAsync();
        return (await forge.DoAsync(step, goal, now, CancellationToken.None))
            .Should()
            .BeOfType<StepResult.Done>()
            .Which;
    }
}
