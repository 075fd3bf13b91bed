namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Whether a pull request can be merged now, as GitHub shows it to the viewer.</summary>
/// <param name="Name">A <c>MergeStateStatus</c> of GraphQL, such as <c>CLEAN</c>.</param>
/// <param name="Blockers">GitHub's messages for the rules that are not met.</param>
/// <param name="ByRuleset">Whether one of the rules is a ruleset's, which changes the message.</param>
internal sealed record GitHubMergeState(string Name, IReadOnlyList<string> Blockers, bool ByRuleset)
{
    public bool MayMerge => Name is "CLEAN" or "UNSTABLE";

    public bool Conflicts => Name is "DIRTY";

    /// <param name="repository">The repository.</param>
    /// <param name="pull">The pull request.</param>
    /// <param name="bypassesRules">
    /// Whether the viewer may merge past the rules: to them it looks ready, whatever the rules miss. Seen by
    /// https://github.com/tsouza/cerberus/issues/1830 and https://github.com/strands-labs/robots/issues/1917.
    /// </param>
    public static GitHubMergeState Of(GitHubRepository repository, GitHubPullRequest pull, bool bypassesRules = false)
    {
        var rules = repository.RulesOf(pull.Base).ToList();
        var blockers = Blocks(repository, pull, rules).ToList();
        var name =
            repository.Pulls.TestMerge(pull) is null ? "DIRTY"
            : blockers.Count > 0 ? (bypassesRules ? "UNSTABLE" : "BLOCKED")
            : !bypassesRules
            && rules.Exists(rule => rule.RequiresUpToDate)
            && !repository.Pulls.Branches.IsAncestor(repository.Pulls.TipOf(pull.Base)!, pull.HeadSha)
                ? "BEHIND"
            : States(repository, pull.HeadSha).Any(one => one.State is not "success") ? "UNSTABLE"
            : "CLEAN";
        return new(name, blockers, rules.Exists(rule => rule.Source is GitHubRuleSource.Ruleset));
    }

    private static IEnumerable<string> Blocks(
        GitHubRepository repository,
        GitHubPullRequest pull,
        List<GitHubBranchRules> rules
    )
    {
        var required = rules
            .SelectMany(rule => rule.RequiredChecks)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var open = required
            .Select(context => (Context: context, State: StateOf(repository, pull.HeadSha, context)))
            .Where(one => one.State is not "success")
            .ToList();

        if (open is [var only])
        {
            yield return $"Required status check \"{only.Context}\" is {only.State}.";
        }
        else if (open.Count > 0)
        {
            var states = open.GroupBy(one => one.State, StringComparer.Ordinal).ToList();
            yield return states is [var all]
                ? $"{open.Count} of {required.Count} required status checks are {all.Key}."
                : $"{open.Count} of {required.Count} required status checks have not succeeded: {string.Join(" and ", states.Select(group => $"{group.Count()} {group.Key}"))}.";
        }

        if (rules.Exists(rule => rule.RequiresSignatures) && !repository.Pulls.IsSigned(pull.HeadSha))
        {
            yield return "Commits must have verified signatures.";
        }
    }

    // A required check is met by a commit status or by a check run of its name.
    private static string StateOf(GitHubRepository repository, string commit, string context)
    {
        var states = States(repository, commit)
            .Where(one => one.Name.Equals(context, StringComparison.OrdinalIgnoreCase))
            .Select(one => one.State)
            .ToList();
        return states is [] ? "expected"
            : states.Contains("failing") ? "failing"
            : states.Contains("pending") ? "pending"
            : "success";
    }

    private static IEnumerable<(string Name, string State)> States(GitHubRepository repository, string commit) =>
        [
            .. repository
                .LatestStatuses(commit)
                .Select(one => (one.Context, one.State is "failure" or "error" ? "failing" : one.State)),
            .. repository
                .LatestRuns(commit)
                .Select(one =>
                    (
                        one.Name,
                        one.Conclusion switch
                        {
                            null => "pending",
                            "success" or "neutral" or "skipped" => "success",
                            _ => "failing",
                        }
                    )
                ),
        ];
}
