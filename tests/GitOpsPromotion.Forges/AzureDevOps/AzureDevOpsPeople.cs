using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>What people and other programs do to the pull requests of a repository.</summary>
public static class AzureDevOpsPeople
{
    /// <summary>Opens a pull request as a person.</summary>
    public static AzureDevOpsPullRequest Open(this AzureDevOpsRepository repository, string source)
    {
        lock (repository.Forge.Gate)
        {
            return repository.Pulls.Open(
                source,
                AzureDevOpsRepository.DefaultBranch,
                "By hand",
                AzureDevOpsIdentity.Ada
            );
        }
    }

    /// <summary>Opens a pull request from a branch of a fork, which may have the name of a branch of this repository.</summary>
    public static AzureDevOpsPullRequest OpenFromFork(
        this AzureDevOpsRepository repository,
        string source,
        string commit
    )
    {
        lock (repository.Forge.Gate)
        {
            return repository.Pulls.OpenFromFork(source, commit);
        }
    }

    /// <summary>Adds abandoned pull requests of the past, <c>seed/1</c> and so on.</summary>
    public static void Seed(this AzureDevOpsRepository repository, int abandoned)
    {
        lock (repository.Forge.Gate)
        {
            var tip = repository.Remote.Resolve($"refs/heads/{AzureDevOpsRepository.DefaultBranch}");

            for (var number = 1; number <= abandoned; number++)
            {
                repository.Pulls.AddAbandoned($"seed/{number}", tip);
            }
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
            pull.Statuses.Add(
                new(pull.Statuses.Count + 1, genre, name, state, Description: null, AzureDevOpsIdentity.Ada)
                {
                    SetAtIteration = pull.Iteration,
                }
            );
            repository.Pulls.Settle();
        }
    }

    /// <summary>Reports the result of a build policy's pipeline for a pull request.</summary>
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
