using System.Globalization;
using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>A repository on the forge: what tests do to it, as people and other programs would.</summary>
public sealed class GitHubRepository
{
    private readonly GitHubLog<GitHubStatus> statuses = new();
    private readonly GitHubLog<GitHubCheckRun> checkRuns = new();
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

    internal string NodeId => GitHubNodeId.Of("R", Id);

    /// <summary>The pull request of that number.</summary>
    public GitHubPullRequest PullRequest(int number) => PullRequests.Single(one => one.Number == number);

    /// <summary>Takes a number away, which issues share with pull requests.</summary>
    public int AddIssue()
    {
        lock (Forge.Gate)
        {
            return Pulls.NextNumber();
        }
    }

    /// <summary>Opens a pull request as a person, or as a program that is not ours.</summary>
    public GitHubPullRequest Open(string head, string? target = null, string title = "By hand", string? body = null)
    {
        lock (Forge.Gate)
        {
            Pulls.Settle();
            return Pulls.Open(head, target ?? DefaultBranch, title, body, "ada");
        }
    }

    /// <summary>Opens a pull request from a fork's branch, which may be called as one of ours.</summary>
    public GitHubPullRequest OpenFromFork(string head, string commit, string forkOwner = "mallory")
    {
        lock (Forge.Gate)
        {
            return Pulls.OpenFromFork(head, commit, forkOwner);
        }
    }

    /// <summary>Adds many pull requests at once: those that are open have branches of their own, <c>seed/1</c> and so on.</summary>
    public void Seed(int open = 0, int closed = 0)
    {
        lock (Forge.Gate)
        {
            GitHubSeeds.Add(this, open, closed);
        }
    }

    public void Close(int number)
    {
        lock (Forge.Gate)
        {
            GitHubPulls.Close(PullRequest(number), Now);
        }
    }

    public void Approve(int number)
    {
        lock (Forge.Gate)
        {
            PullRequest(number).Approvals++;
            Pulls.Settle();
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

    /// <summary>Makes the merge that CI checks out, and names it <c>refs/pull/N/merge</c>. Null where it conflicts.</summary>
    public string? TestMerge(int number)
    {
        lock (Forge.Gate)
        {
            return Pulls.TestMerges.Of(PullRequest(number));
        }
    }

    /// <summary>Sets a commit status, as Flux or Argo CD does.</summary>
    public GitHubStatus SetStatus(
        string commit,
        string context,
        string state = "success",
        string? description = null,
        string? target = null,
        string creator = "flux"
    )
    {
        lock (Forge.Gate)
        {
            GitHubStatus status = new(Forge.NextId(), context, state, description, target, creator, Now);
            statuses.Add(commit, status);
            Pulls.Settle();
            return status;
        }
    }

    /// <summary>Adds a check run, as a job of Actions does.</summary>
    public GitHubCheckRun AddCheckRun(string commit, string name, string? conclusion = "success")
    {
        lock (Forge.Gate)
        {
            GitHubCheckRun run = new(Forge.NextId(), name, conclusion, Now);
            checkRuns.Add(commit, run);
            Pulls.Settle();
            return run;
        }
    }

    /// <summary>The statuses of a commit, the newest first.</summary>
    public IReadOnlyList<GitHubStatus> Statuses(string commit)
    {
        lock (Forge.Gate)
        {
            return statuses.NewestFirst(commit);
        }
    }

    /// <summary>The check runs of a commit, the newest first.</summary>
    public IReadOnlyList<GitHubCheckRun> CheckRuns(string commit)
    {
        lock (Forge.Gate)
        {
            return checkRuns.NewestFirst(commit);
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

    /// <summary>Requires a check of what is merged into the default branch.</summary>
    public void RequireCheck(string context, GitHubRuleSource source = GitHubRuleSource.BranchProtection)
    {
        lock (Forge.Gate)
        {
            Rules(source: source).RequiredChecks.Add(context);
        }
    }

    /// <summary>Gives it another name or owner. The old name leads to the new one.</summary>
    public void Rename(string fullName)
    {
        lock (Forge.Gate)
        {
            Forge.Rename(this, fullName);
            FullName = fullName;
            Pulls.MoveTo(Owner);
        }
    }

    internal DateTimeOffset Now => Forge.Time.GetUtcNow();

    internal IEnumerable<GitHubBranchRules> RulesOf(string branch) =>
        rules.Where(one => one.Key.Branch == branch && !one.Value.IsEmpty).Select(one => one.Value);

    internal IEnumerable<GitHubRule> RulesetRules(string branch) =>
        RulesOf(branch).Where(one => one.Source is GitHubRuleSource.Ruleset).SelectMany(one => one.Active());

    internal int RequiredReviews(string branch) =>
        RulesOf(branch).Select(rule => rule.RequiredReviews).DefaultIfEmpty().Max();

    /// <summary>The web page of a pull request.</summary>
    internal string PageOf(GitHubPullRequest pull) =>
        string.Create(CultureInfo.InvariantCulture, $"{Forge.Address}{FullName}/pull/{pull.Number}");

    /// <summary>The newest status of each context, whose case does not count.</summary>
    internal IReadOnlyList<GitHubStatus> LatestStatuses(string commit) =>
        [.. Statuses(commit).DistinctBy(status => status.Context, StringComparer.OrdinalIgnoreCase)];
}
