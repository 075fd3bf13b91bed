using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers;

/// <summary>What a pull request is to be.</summary>
/// <param name="Source">The branch to merge; it has been pushed.</param>
/// <param name="Target">The branch to merge into.</param>
/// <param name="Head">The commit that was pushed to <paramref name="Source"/>.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">The description as Markdown.</param>
/// <param name="Merging">Who merges it, and when.</param>
public sealed record PullRequestDraft(
    BranchName Source,
    BranchName Target,
    CommitSha Head,
    string Title,
    string Body,
    Merging Merging
);
