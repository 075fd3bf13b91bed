namespace GitOpsPromotion.Providers.GitHub;

/// <summary>The body of <c>POST pulls</c>.</summary>
internal sealed record NewPullRequest(string Head, string Base, string Title, string Body);

/// <summary>The body of <c>PATCH pulls/{number}</c>: what is null stays as it is.</summary>
internal sealed record PullRequestChange(string? Title, string? Body);

/// <summary>The body of <c>PUT pulls/{number}/merge</c>.</summary>
/// <param name="Sha">The head that is to be merged, and no other.</param>
/// <param name="MergeMethod"><c>merge</c>, <c>squash</c> or <c>rebase</c>.</param>
/// <param name="CommitMessage">What follows the title in the message of the merge; null for GitHub's own.</param>
internal sealed record MergeRequest(string Sha, string MergeMethod, string? CommitMessage = null);

/// <summary>The answer to it: the commit that the target branch got.</summary>
internal sealed record MergeAnswer(string? Sha, bool? Merged);

/// <summary>A branch, as <c>GET branches/{branch}</c> shows it without administration rights.</summary>
internal sealed record BranchDocument(BranchProtection? Protection);

/// <summary>The protection of a branch.</summary>
internal sealed record BranchProtection(BranchChecks? RequiredStatusChecks);

/// <summary>The checks that the protection of a branch requires.</summary>
internal sealed record BranchChecks(string[]? Contexts, RequiredCheck[]? Checks);

/// <summary>A rule of a ruleset that holds for a branch, as <c>GET rules/branches/{branch}</c> shows it.</summary>
internal sealed record BranchRuleDocument(string? Type, BranchRuleParameters? Parameters);

/// <summary>The newest statuses of a commit, as <c>GET commits/{ref}/status</c> shows them, a page at a time.</summary>
internal sealed record CombinedStatus(StatusDocument[]? Statuses);

/// <summary>A status, as both APIs write it.</summary>
internal sealed record StatusDocument(string? Context, string? State, string? Description);
