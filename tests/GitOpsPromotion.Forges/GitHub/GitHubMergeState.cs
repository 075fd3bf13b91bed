namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Whether a pull request can be merged now, by who asks.</summary>
/// <param name="Name">A <c>MergeStateStatus</c> of GraphQL, such as <c>CLEAN</c>.</param>
/// <param name="Blockers">What the rules miss, in GitHub's words.</param>
/// <param name="ByRuleset">Whether a ruleset has a part in it, which words the refusal.</param>
internal sealed record GitHubMergeState(string Name, IReadOnlyList<string> Blockers, bool ByRuleset)
{
    public bool MayMerge => Name is "CLEAN" or "UNSTABLE" or "HAS_HOOKS";

    public bool Conflicts => Name is "DIRTY";

    /// <param name="repository">The repository.</param>
    /// <param name="pull">The pull request.</param>
    /// <param name="bypassesRules">
    /// Whether who asks may merge past the rules: to them it looks ready, whatever the rules miss. Seen by
    /// https://github.com/tsouza/cerberus/issues/1830 and https://github.com/strands-labs/robots/issues/1917.
    /// </param>
    public static GitHubMergeState Of(GitHubRepository repository, GitHubPullRequest pull, bool bypassesRules = false)
    {
        var rules = repository.RulesOf(pull.Base).ToList();
        var byRuleset = rules.Exists(rule => rule.Source is GitHubRuleSource.Ruleset);
        var blockers = Blocks(repository, pull, rules).ToList();
        var name =
            repository.Pulls.TestMerges.Of(pull) is null ? "DIRTY"
            : pull.IsDraft ? "DRAFT"
            : blockers.Count > 0 ? (bypassesRules ? "UNSTABLE" : "BLOCKED")
            : !bypassesRules
            && rules.Exists(rule => rule.RequiresUpToDate)
            && !repository.Pulls.IsAncestor(repository.Pulls.TipOf(pull.Base)!, pull.HeadSha)
                ? "BEHIND"
            : IsUnstable(repository, pull.HeadSha) ? "UNSTABLE"
            : "CLEAN";
        return new(name, blockers, byRuleset);
    }

    private static IEnumerable<string> Blocks(
        GitHubRepository repository,
        GitHubPullRequest pull,
        IReadOnlyList<GitHubBranchRules> rules
    )
    {
        var required = rules
            .SelectMany(rule => rule.RequiredChecks)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var open = required
            .Select(context => (Context: context, What: Misses(repository, pull.HeadSha, context)))
            .Where(one => one.What is not null)
            .ToList();

        if (open is [var only])
        {
            yield return $"Required status check \"{only.Context}\" is {only.What}.";
        }
        else if (open.Select(one => one.What).Distinct(StringComparer.Ordinal).Count() is 1)
        {
            yield return $"{open.Count} of {required.Count} required status checks are {open[0].What}.";
        }
        else if (open.Count > 0)
        {
            var groups = open.GroupBy(one => one.What, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key}");
            yield return $"{open.Count} of {required.Count} required status checks have not succeeded: {string.Join(" and ", groups)}.";
        }

        if (rules.Any(rule => rule.RequiresSignatures) && !repository.Pulls.IsSigned(pull.HeadSha))
        {
            yield return "Commits must have verified signatures.";
        }

        var reviews = repository.RequiredReviews(pull.Base);

        if (pull.Approvals < reviews)
        {
            yield return $"At least {reviews} approving review{(reviews is 1 ? " is" : "s are")} required by reviewers with write access.";
        }
    }

    // A required check is met by a commit status or by a check run of its name.
    private static string? Misses(GitHubRepository repository, string commit, string context)
    {
        var states = repository
            .LatestStatuses(commit)
            .Where(status => status.Context.Equals(context, StringComparison.OrdinalIgnoreCase))
            .Select(status => status.State)
            .Concat(
                LatestRuns(repository, commit)
                    .Where(run => run.Name.Equals(context, StringComparison.OrdinalIgnoreCase))
                    .Select(StateOf)
            )
            .ToList();

        return states.Count is 0 ? "expected"
            : states.Exists(state => state is "failure" or "error") ? "failing"
            : states.Exists(state => state is "pending") ? "pending"
            : null;
    }

    private static bool IsUnstable(GitHubRepository repository, string commit) =>
        repository.LatestStatuses(commit).Any(status => status.State is not "success")
        || LatestRuns(repository, commit).Any(run => StateOf(run) is not "success");

    /// <summary>Of each name the newest.</summary>
    public static IEnumerable<GitHubCheckRun> LatestRuns(GitHubRepository repository, string commit) =>
        repository.CheckRuns(commit).DistinctBy(run => run.Name, StringComparer.Ordinal);

    private static string StateOf(GitHubCheckRun run) =>
        run.Conclusion switch
        {
            null => "pending",
            "success" or "neutral" or "skipped" => "success",
            _ => "failure",
        };
}
