using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>The pull requests of a repository, kept in step with its branches. Every caller holds the forge's lock.</summary>
internal sealed class AzureDevOpsPullRequests(AzureDevOpsRepository repository)
{
    private readonly List<AzureDevOpsPullRequest> all = [];

    public IReadOnlyList<AzureDevOpsPullRequest> All => all;

    public ForgeBranches Branches { get; } = new(repository.Remote, "Azure DevOps <noreply@example.com>");

    public string? TipOf(string branch) => Branches.TipOf(branch);

    public AzureDevOpsPullRequest Open(string source, string target, string title, AzureDevOpsIdentity creator)
    {
        Branches.Look();
        AzureDevOpsPullRequest pull = new(repository.Forge.NextId(), creator)
        {
            Title = title,
            Source = source,
            Target = target,
        };
        return Add(pull, TipOf(source)!);
    }

    public AzureDevOpsPullRequest OpenFromFork(string source, string commit)
    {
        Branches.Look();
        AzureDevOpsPullRequest pull = new(repository.Forge.NextId(), AzureDevOpsIdentity.Ada)
        {
            Title = "From a fork",
            Source = source,
            Target = AzureDevOpsRepository.DefaultBranch,
            Fork = Guid.NewGuid(),
        };
        return Add(pull, commit);
    }

    /// <summary>Adds a pull request of the past, whose branch is not looked at.</summary>
    public void AddAbandoned(string source, string commit)
    {
        AzureDevOpsPullRequest pull = new(repository.Forge.NextId(), AzureDevOpsIdentity.Ada)
        {
            Title = $"Closed {source}",
            Source = source,
            Target = AzureDevOpsRepository.DefaultBranch,
            SourceCommit = commit,
            TargetCommit = commit,
        };
        pull.Close("abandoned", AzureDevOpsIdentity.Ada);
        all.Add(pull);
    }

    /// <summary>Reads the branches, then completes the pull requests that are ready.</summary>
    public void Settle()
    {
        do
        {
            Branches.Look();

            foreach (var pull in all.Where(one => one.IsActive))
            {
                Follow(pull);
            }
        } while (
            all.Any(pull =>
                pull.IsActive
                && (AzureDevOpsMerger.Start(repository, pull) || AzureDevOpsMerger.Finish(repository, pull))
            )
        );
    }

    public bool HasSource(AzureDevOpsPullRequest pull) => pull.Fork is not null || TipOf(pull.Source) is not null;

    /// <summary>The merge of the two branches as they are now. Null where they conflict.</summary>
    public string? TestMerge(AzureDevOpsPullRequest pull)
    {
        if (!pull.IsActive || TipOf(pull.Target) is not { } target)
        {
            return null;
        }

        var (commit, isNew) = Branches.TestMerge(pull.Id, target, pull.SourceCommit);

        if (isNew)
        {
            pull.TargetCommit = target;
            pull.MergeCommit = commit;
            pull.MergeStatus = commit is null ? "conflicts" : "succeeded";
            pull.MergeFailure = null;
        }

        return commit;
    }

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

            // The commit that was to be completed is another one.
            pull.QueuedBy = null;
        }
    }
}
