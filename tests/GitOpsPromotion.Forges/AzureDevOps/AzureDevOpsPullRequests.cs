using System.Globalization;
using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>The pull requests of a repository, kept in step with its branches. Every caller holds the forge's lock.</summary>
internal sealed class AzureDevOpsPullRequests(AzureDevOpsRepository repository)
{
    private const string Committer = "Azure DevOps <noreply@example.com>";

    private readonly List<AzureDevOpsPullRequest> all = [];
    private readonly Dictionary<int, (string Source, string Target, string? Merge)> testMerges = [];
    private IReadOnlyDictionary<string, string> branches = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<AzureDevOpsPullRequest> All => all;

    public BareMerges Merges { get; } = new(repository.Remote, Committer);

    public IReadOnlyDictionary<string, string> Branches => branches;

    public string? TipOf(string branch) => branches.GetValueOrDefault(branch);

    public AzureDevOpsPullRequest Open(string source, string target, string title, AzureDevOpsIdentity creator)
    {
        Look();
        AzureDevOpsPullRequest pull = new(repository.Forge.NextId(), creator, repository.Now)
        {
            Title = title,
            Source = source,
            Target = target,
        };
        return Add(pull, TipOf(source)!);
    }

    public AzureDevOpsPullRequest OpenFromFork(string source, string commit, AzureDevOpsIdentity creator)
    {
        Look();
        AzureDevOpsPullRequest pull = new(repository.Forge.NextId(), creator, repository.Now)
        {
            Title = "From a fork",
            Source = source,
            Target = repository.DefaultBranch,
            Fork = Guid.NewGuid(),
        };
        return Add(pull, commit);
    }

    /// <summary>A pull request of the past: nothing is looked at.</summary>
    public void AddClosed(string source, string commit)
    {
        AzureDevOpsPullRequest pull = new(repository.Forge.NextId(), AzureDevOpsIdentity.Ada, repository.Now)
        {
            Title = $"Closed {source}",
            Source = source,
            Target = repository.DefaultBranch,
        };
        pull.SourceCommit = commit;
        pull.TargetCommit = commit;
        all.Add(pull);
        Close(pull, "abandoned", AzureDevOpsIdentity.Ada);
    }

    public void Close(AzureDevOpsPullRequest pull, string status, AzureDevOpsIdentity by)
    {
        pull.Status = status;
        pull.ClosedAt = repository.Now;
        pull.ClosedBy = by;
        pull.AutoCompleteBy = null;
    }

    /// <summary>Looks at the branches, then completes what waits for it.</summary>
    public void Settle()
    {
        do
        {
            Look();
        } while (
            all.Any(pull =>
                pull.IsActive
                && (AzureDevOpsMerger.StartByItself(repository, pull) || AzureDevOpsMerger.Finish(repository, pull))
            )
        );
    }

    /// <summary>What git has got since the last look.</summary>
    public void Look()
    {
        branches = ReadBranches();

        foreach (var pull in all.Where(one => one.IsActive))
        {
            Follow(pull);
        }
    }

    public bool HasSource(AzureDevOpsPullRequest pull) => pull.Fork is not null || TipOf(pull.Source) is not null;

    /// <summary>
    /// The merge of the two branches as they are now. Null where they conflict. It is made when somebody looks, so that a
    /// crowd of pull requests costs nothing.
    /// </summary>
    public string? TestMerge(AzureDevOpsPullRequest pull)
    {
        if (
            pull.IsActive
            && TipOf(pull.Target) is { } target
            && (
                !testMerges.TryGetValue(pull.Id, out var known)
                || (known.Source, known.Target) != (pull.SourceCommit, target)
            )
        )
        {
            MergeAgain(pull, pull.SourceCommit, target);
        }

        return testMerges.TryGetValue(pull.Id, out var made) ? made.Merge : null;
    }

    public bool IsAncestor(string commit, string of) =>
        repository.Remote.TryGit(input: null, "merge-base", "--is-ancestor", commit, of).ExitCode is 0;

    public IEnumerable<string> Commits(string range) =>
        repository.Remote.Git("rev-list", range).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static string RefOf(AzureDevOpsPullRequest pull) =>
        string.Create(CultureInfo.InvariantCulture, $"refs/pull/{pull.Id}/merge");

    private AzureDevOpsPullRequest Add(AzureDevOpsPullRequest pull, string commit)
    {
        pull.SourceCommit = commit;
        pull.Iterations.Add(commit);
        pull.TargetCommit = TipOf(pull.Target)!;
        pull.MergeStatus = "queued";
        pull.MergeReads = repository.Forge.Lag.MergeReads;
        all.Add(pull);
        return pull;
    }

    // A pull request whose source branch is deleted stays active, with the last commit that it knew.
    private void Follow(AzureDevOpsPullRequest pull)
    {
        var source = pull.Fork is null ? TipOf(pull.Source) ?? pull.SourceCommit : pull.SourceCommit;

        if (source != pull.SourceCommit)
        {
            pull.OldSourceCommit = pull.SourceCommit;
            pull.OldSourceReads = repository.Forge.Lag.SourceReads;
            pull.MergeReads = repository.Forge.Lag.MergeReads;
            pull.SourceCommit = source;
            pull.Iterations.Add(source);
            pull.Builds.Clear();

            // What was told to be completed was another commit.
            pull.QueuedBy = null;
            pull.QueuedAt = null;
        }
    }

    private void MergeAgain(AzureDevOpsPullRequest pull, string source, string target)
    {
        var attempt = Merges.Try(
            target,
            source,
            MergeStyle.Merge,
            $"Merge pull request {pull.Id} from {pull.Source} into {pull.Target}",
            Committer
        );
        var merge = (attempt as MergeAttempt.Merged)?.Commit;
        testMerges[pull.Id] = (source, target, merge);
        pull.TargetCommit = target;
        pull.MergeCommit = merge;
        pull.MergeId = Guid.NewGuid();
        pull.MergeStatus = merge is null ? "conflicts" : "succeeded";
        pull.MergeFailure = null;

        if (merge is not null)
        {
            repository.Remote.SetRef(RefOf(pull), merge);
        }
    }

    private Dictionary<string, string> ReadBranches() =>
        repository
            .Remote.ReadRefs("refs/heads/")
            .ToDictionary(branch => branch.Key["refs/heads/".Length..], branch => branch.Value, StringComparer.Ordinal);
}
