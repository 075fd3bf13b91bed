using System.Globalization;
using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>A repository on the forge, with what people and other programs do to it.</summary>
public sealed class GitHubRepository
{
    private readonly List<(string Commit, GitHubStatus Status)> statuses = [];
    private readonly List<(string Commit, GitHubCheckRun Run)> checkRuns = [];
    private readonly Dictionary<(string Branch, GitHubRuleSource Source), GitHubBranchRules> rules = [];

    internal GitHubRepository(GitHubForge forge, long id, string fullName, TestRepository remote, string defaultBranch)
    {
        Forge = forge;
        Id = id;
        FullName = fullName;
        Remote = remote;
        DefaultBranch = defaultBranch;
        Pulls = new(this);
    }

    public long Id { get; }

    public string Owner => FullName.Split('/')[0];

    public string Name => FullName.Split('/')[1];

    /// <summary>Such as <c>acme/gitops</c>.</summary>
    public string FullName { get; private set; }

    public string DefaultBranch { get; }

    /// <summary>The bare repository itself, which needs no token.</summary>
    public TestRepository Remote { get; }

    /// <summary>What to clone from.</summary>
    public Uri Url => new(Forge.Address, $"{FullName}.git");

    public GitHubSettings Settings { get; } = new();

    /// <summary>All pull requests, the newest last.</summary>
    public IReadOnlyList<GitHubPullRequest> PullRequests
    {
        get
        {
            lock (Forge.Gate)
            {
                Pulls.Settle();
                return [.. Pulls.All];
            }
        }
    }

    internal GitHubForge Forge { get; }

    internal GitHubPulls Pulls { get; }

    internal string NodeId => $"R_{Id}";

    /// <summary>The pull request of that number.</summary>
    public GitHubPullRequest PullRequest(int number) => PullRequests.Single(one => one.Number == number);

    /// <summary>Opens a pull request as a person.</summary>
    public GitHubPullRequest Open(string head)
    {
        lock (Forge.Gate)
        {
            Pulls.Settle();
            return Pulls.Open(head, DefaultBranch, "By hand", body: null, "ada");
        }
    }

    /// <summary>Opens a pull request from a branch of a fork, which may have the name of a branch of this repository.</summary>
    public GitHubPullRequest OpenFromFork(string head, string commit, string forkOwner = "mallory")
    {
        lock (Forge.Gate)
        {
            return Pulls.OpenFromFork(head, commit, forkOwner);
        }
    }

    /// <summary>Adds many pull requests at once. The open ones have branches of their own: <c>seed/1</c> and so on.</summary>
    public void Seed(int open = 0, int closed = 0)
    {
        lock (Forge.Gate)
        {
            GitHubSeeds.Add(this, open, closed);
        }
    }

    /// <summary>Merges as a person does. Throws where the rules forbid it. Returns the commit.</summary>
    public string MergeAsPerson(int number, MergeStyle style = MergeStyle.Merge)
    {
        lock (Forge.Gate)
        {
            var refusal = GitHubMerger.Merge(this, PullRequest(number), style, "ada");
            return refusal is null
                ? PullRequest(number).MergeCommit!
                : throw new InvalidOperationException($"#{number} was not merged: {refusal}");
        }
    }

    /// <summary>Sets a commit status, as Flux or Argo CD does.</summary>
    public void SetStatus(
        string commit,
        string context,
        string state = "success",
        string? description = null,
        string creator = "flux"
    )
    {
        lock (Forge.Gate)
        {
            statuses.Add((commit, new(Forge.NextId(), context, state, description, creator, Now)));
            Pulls.Settle();
        }
    }

    /// <summary>Adds a check run, as a job of Actions does.</summary>
    public void AddCheckRun(string commit, string name, string? conclusion = "success")
    {
        lock (Forge.Gate)
        {
            checkRuns.Add((commit, new(name, conclusion)));
            Pulls.Settle();
        }
    }

    /// <summary>The rules of a branch, to be changed.</summary>
    public GitHubBranchRules Rules(string? branch = null, GitHubRuleSource source = GitHubRuleSource.BranchProtection)
    {
        lock (Forge.Gate)
        {
            var key = (branch ?? DefaultBranch, source);
            return rules.TryGetValue(key, out var found) ? found : rules[key] = new(source);
        }
    }

    /// <summary>Requires a check before merges into the default branch.</summary>
    public void RequireCheck(string context, GitHubRuleSource source = GitHubRuleSource.BranchProtection) =>
        Rules(source: source).RequiredChecks.Add(context);

    /// <summary>Gives it another name or owner. The old name redirects to the new one.</summary>
    public void Rename(string fullName)
    {
        lock (Forge.Gate)
        {
            Forge.Rename(this, fullName);
            FullName = fullName;
            Pulls.MoveTo(Owner);
        }
    }

    internal static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    internal IEnumerable<GitHubBranchRules> RulesOf(string branch) =>
        rules.Where(one => one.Key.Branch == branch && !one.Value.IsEmpty).Select(one => one.Value);

    internal IEnumerable<GitHubRule> RulesetRules(string branch) =>
        RulesOf(branch).Where(one => one.Source is GitHubRuleSource.Ruleset).SelectMany(one => one.Active());

    /// <summary>The web page of a pull request.</summary>
    internal string PageOf(GitHubPullRequest pull) =>
        string.Create(CultureInfo.InvariantCulture, $"{Forge.Address}{FullName}/pull/{pull.Number}");

    /// <summary>The statuses of a commit, the newest first.</summary>
    internal IReadOnlyList<GitHubStatus> Statuses(string commit) =>
        [.. statuses.Where(one => one.Commit == commit).Select(one => one.Status).Reverse()];

    /// <summary>The newest status of each context, whose case does not count.</summary>
    internal IReadOnlyList<GitHubStatus> LatestStatuses(string commit) =>
        [.. Statuses(commit).DistinctBy(status => status.Context, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The newest check run of each name.</summary>
    internal IEnumerable<GitHubCheckRun> LatestRuns(string commit) =>
        checkRuns
            .Where(one => one.Commit == commit)
            .Select(one => one.Run)
            .Reverse()
            .DistinctBy(run => run.Name, StringComparer.Ordinal);
}
