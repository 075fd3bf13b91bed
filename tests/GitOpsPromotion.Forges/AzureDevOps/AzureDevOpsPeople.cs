using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>What people and other programs do to the pull requests of a repository.</summary>
public static class AzureDevOpsPeople
{
    /// <summary>Opens a pull request as a person, or as a program that is not ours.</summary>
    public static AzureDevOpsPullRequest Open(
        this AzureDevOpsRepository repository,
        string source,
        string? target = null,
        string title = "By hand",
        string? description = null
    )
    {
        lock (repository.Forge.Gate)
        {
            var pull = repository.Pulls.Open(
                source,
                target ?? repository.DefaultBranch,
                title,
                AzureDevOpsIdentity.Ada
            );
            pull.Description = description;
            repository.Pulls.Settle();
            return pull;
        }
    }

    /// <summary>Opens a pull request from a fork's branch, which may be called as one of ours.</summary>
    public static AzureDevOpsPullRequest OpenFromFork(
        this AzureDevOpsRepository repository,
        string source,
        string commit
    )
    {
        lock (repository.Forge.Gate)
        {
            var pull = repository.Pulls.OpenFromFork(source, commit, AzureDevOpsIdentity.Ada);
            repository.Pulls.Settle();
            return pull;
        }
    }

    /// <summary>Adds abandoned pull requests of the past, <c>seed/1</c> and so on.</summary>
    public static void Seed(this AzureDevOpsRepository repository, int abandoned)
    {
        lock (repository.Forge.Gate)
        {
            var tip = repository.Remote.Resolve($"refs/heads/{repository.DefaultBranch}");

            for (var number = 1; number <= abandoned; number++)
            {
                repository.Pulls.AddClosed($"seed/{number}", tip);
            }
        }
    }

    public static void Abandon(this AzureDevOpsRepository repository, int id)
    {
        lock (repository.Forge.Gate)
        {
            repository.Pulls.Close(repository.PullRequest(id), "abandoned", AzureDevOpsIdentity.Ada);
        }
    }

    /// <summary>Votes as a person: 10 approves, -10 rejects.</summary>
    public static void Vote(
        this AzureDevOpsRepository repository,
        int id,
        int vote = 10,
        AzureDevOpsIdentity? voter = null
    )
    {
        lock (repository.Forge.Gate)
        {
            repository.PullRequest(id).VoteMap[voter ?? AzureDevOpsIdentity.Ada] = vote;
            repository.Pulls.Settle();
        }
    }

    /// <summary>Completes as a person does. Throws where the policies forbid it. Returns the commit.</summary>
    public static string CompleteAsPerson(
        this AzureDevOpsRepository repository,
        int id,
        MergeStyle style = MergeStyle.Merge,
        bool deletesSource = false
    )
    {
        lock (repository.Forge.Gate)
        {
            var pull = repository.PullRequest(id);

            if (!pull.IsActive)
            {
                throw new InvalidOperationException($"!{id} is {pull.Status}.");
            }

            pull.Completion = new() { Style = style, DeletesSource = deletesSource };
            AzureDevOpsMerger.Enqueue(repository, pull, AzureDevOpsIdentity.Ada);
            pull.QueuedReads = 0;
            repository.Pulls.Settle();
            return pull.IsCompleted
                ? pull.MergeCommit!
                : throw new InvalidOperationException(
                    $"!{id} was not completed: {pull.MergeStatus} {pull.MergeFailure}"
                );
        }
    }

    /// <summary>Sets a status of a pull request, as a service that a status policy waits for.</summary>
    public static void SetPullRequestStatus(
        this AzureDevOpsRepository repository,
        int id,
        string? genre,
        string name,
        string state = "succeeded"
    )
    {
        lock (repository.Forge.Gate)
        {
            var pull = repository.PullRequest(id);
            pull.StatusList.Add(
                new(pull.StatusList.Count + 1, genre, name, state, null, null, AzureDevOpsIdentity.Ada, repository.Now)
                {
                    SetAtIteration = pull.Iteration,
                }
            );
            repository.Pulls.Settle();
        }
    }

    /// <summary>The pipeline of a build policy says something about a pull request.</summary>
    public static void FinishBuild(
        this AzureDevOpsRepository repository,
        int id,
        string pipeline,
        bool succeeded = true
    )
    {
        lock (repository.Forge.Gate)
        {
            var policy = repository.Policies.OfType<AzureDevOpsPolicy.Build>().Single(one => one.Pipeline == pipeline);
            repository.PullRequest(id).Builds[policy.Id] = succeeded ? "approved" : "rejected";
            repository.Pulls.Settle();
        }
    }
}
