using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Merges pull requests, where the rules let it. Every caller holds the forge's lock.</summary>
internal static class GitHubMerger
{
    /// <summary>Merges. Returns the message of the answer 405 where it does not.</summary>
    /// <remarks>
    /// A user who may bypass the rules merges past them: https://github.com/cli/cli, pkg/cmd/pr/merge, refuses that itself
    /// without <c>--admin</c>.
    /// </remarks>
    public static string? Merge(
        GitHubRepository repository,
        GitHubPullRequest pull,
        MergeStyle style,
        string login,
        string? title = null,
        string? message = null,
        bool bypassesRules = false
    )
    {
        repository.Pulls.Settle();

        if (!pull.IsOpen)
        {
            return "Pull Request is not mergeable";
        }

        if (!Allows(repository.Settings, style))
        {
            return $"{NounOf(style)} are not allowed on this repository.";
        }

        var rules = repository.RulesOf(pull.Base).ToList();
        var state = GitHubMergeState.Of(repository, pull);

        return state.Conflicts ? "Pull Request is not mergeable"
            : bypassesRules ? MergeNow(repository, pull, style, login, title, message)
            : state.Blockers.Count > 0 ? Refuse(state, state.Blockers)
            : state.Name is "BEHIND"
                ? Refuse(state, ["This branch is out-of-date with the base branch. Update it, then merge."])
            : rules.Exists(rule => rule.UsesMergeQueue)
                ? Refuse(state, ["Changes must be made through the merge queue"])
            : style is MergeStyle.Merge && rules.Exists(rule => rule.RequiresLinearHistory)
                ? Refuse(state, ["This branch must not contain merge commits."])
            : rules.Exists(rule => !rule.MergeMethods.Contains(NameOf(style), StringComparer.Ordinal))
                ? Refuse(state, [$"{NounOf(style)} are not allowed on this repository."])
            : MergeNow(repository, pull, style, login, title, message);
    }

    /// <summary>Merges without a look at the rules.</summary>
    public static string? MergeNow(
        GitHubRepository repository,
        GitHubPullRequest pull,
        MergeStyle style,
        string login,
        string? title = null,
        string? message = null
    )
    {
        var before = repository.Pulls.TipOf(pull.Base)!;
        var subject =
            title
            ?? (
                style is MergeStyle.Squash
                    ? $"{pull.Title} (#{pull.Number})"
                    : $"Merge pull request #{pull.Number} from {pull.HeadOwner}/{pull.Head}"
            );
        var attempt = repository.Pulls.Branches.Merges.Merge(
            pull.Base,
            pull.HeadSha,
            style,
            $"{subject}\n\n{message ?? (style is MergeStyle.Merge ? pull.Title : "")}",
            $"{login} <{login}@users.noreply.github.com>"
        );

        switch (attempt)
        {
            case MergeAttempt.Merged { Commit: var commit }:
                MarkMerged(repository, pull, before, commit, login);
                DeleteHead(repository, pull);
                repository.Pulls.Look();
                return null;
            case MergeAttempt.TargetMoved:
                return "Base branch was modified. Review and try the merge again.";
            default:
                return "Pull Request is not mergeable";
        }
    }

    public static void MarkMerged(
        GitHubRepository repository,
        GitHubPullRequest pull,
        string before,
        string after,
        string login
    )
    {
        pull.Commits.UnionWith(repository.Pulls.Branches.Commits($"{before}..{after}"));
        pull.Commits.UnionWith(repository.Pulls.Branches.Commits($"{before}..{pull.HeadSha}"));
        GitHubPulls.Close(pull);
        pull.MergedAt = pull.ClosedAt;
        pull.MergedBy = login;
        pull.MergeCommit = after;
        pull.UnlinkedReads = repository.Forge.Lag.CommitPullReads;
    }

    /// <summary>How auto-merge merges: the queue has a way of its own.</summary>
    public static MergeStyle StyleOf(GitHubRepository repository, GitHubPullRequest pull) =>
        repository.RulesOf(pull.Base).Any(rule => rule.UsesMergeQueue) ? MergeStyle.Squash : pull.AutoMerge!.Value;

    public static bool Allows(GitHubSettings settings, MergeStyle style) =>
        style switch
        {
            MergeStyle.Merge => settings.AllowMergeCommit,
            MergeStyle.Squash => settings.AllowSquashMerge,
            _ => settings.AllowRebaseMerge,
        };

    /// <summary>The methods by their names in REST.</summary>
    public static IReadOnlyList<(MergeStyle Style, string Name)> Styles { get; } =
    [(MergeStyle.Merge, "merge"), (MergeStyle.Squash, "squash"), (MergeStyle.Rebase, "rebase")];

    public static string NameOf(MergeStyle style) => Styles.Single(one => one.Style == style).Name;

    private static string NounOf(MergeStyle style) =>
        style switch
        {
            MergeStyle.Merge => "Merge commits",
            MergeStyle.Squash => "Squash merges",
            _ => "Rebase merges",
        };

    private static string Refuse(GitHubMergeState state, IReadOnlyList<string> reasons) =>
        state.ByRuleset ? $"Repository rule violations found\n\n{string.Join("\n\n", reasons)}\n\n" : reasons[0];

    private static void DeleteHead(GitHubRepository repository, GitHubPullRequest pull)
    {
        if (repository.Settings.DeleteBranchOnMerge && !pull.IsFromFork && pull.Head != repository.DefaultBranch)
        {
            repository.Pulls.Branches.Delete(pull.Head, pull.HeadSha);
        }
    }
}
