using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>The merges that GitHub tries, and that jobs check out as <c>refs/pull/N/merge</c>.</summary>
internal sealed class GitHubTestMerges(GitHubRepository repository)
{
    private readonly Dictionary<int, (string Base, string Head, string? Merge)> all = [];

    /// <summary>Tries it, where neither side has been tried yet. Null where it conflicts.</summary>
    public string? Of(GitHubPullRequest pull)
    {
        if (repository.Pulls.TipOf(pull.Base) is not { } target)
        {
            return null;
        }

        if (!all.TryGetValue(pull.Number, out var known) || (known.Base, known.Head) != (target, pull.HeadSha))
        {
            var attempt = repository.Pulls.Merges.Try(
                target,
                pull.HeadSha,
                MergeStyle.Merge,
                "Test merge",
                "GitHub <noreply@github.com>"
            );
            known = (target, pull.HeadSha, (attempt as MergeAttempt.Merged)?.Commit);
            all[pull.Number] = known;

            if (known.Merge is not null)
            {
                repository.Remote.SetRef(GitHubPulls.Ref(pull, "merge"), known.Merge);
            }
        }

        return known.Merge;
    }

    /// <summary>The one that was made since the last push, if any.</summary>
    public string? Known(GitHubPullRequest pull) =>
        all.TryGetValue(pull.Number, out var known) && known.Head == pull.HeadSha ? known.Merge : null;
}
