using System.Collections.ObjectModel;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Lists open pull requests.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/get-pull-requests</remarks>
internal sealed class AzureDevOpsListing(
    AzureDevOpsClient client,
    AzureDevOpsBranches branches,
    AzureDevOpsPullRequests pullRequests
)
{
    // A list shows no description whole and not always who merges, and asking for each of hundreds helps nobody.
    private const string Promotions = "promote/";
    private const int AtOnce = 6;

    /// <summary>Those from promotion branches whole, others as the list shows them: with a description that may be cut.</summary>
    public async Task<IReadOnlyList<PullRequest>> ReadAsync(BranchName target, CancellationToken cancellationToken)
    {
        var request = client.Request(
            HttpMethod.Get,
            $"pullrequests?searchCriteria.status=active&searchCriteria.targetRefName={Uri.EscapeDataString(target.Ref)}",
            $"The open pull requests of {client.Address} were not read"
        );
        var listed = await client.ReadAllAsync(
            request,
            AzureDevOpsJson.Default.AzureDevOpsListAzureDevOpsPullRequest,
            AzureDevOpsPaging.PullRequests,
            cancellationToken
        );
        var open = listed
            .Where(document => document is { IsOpen: true, IsOfSameRepository: true })
            // A list that changes while it is turned over may show one twice.
            .DistinctBy(document => document.PullRequestId)
            .ToArray();
        IReadOnlyDictionary<string, CommitSha> tips = open.Any(IsPromotion)
            ? await branches.ReadAsync(Promotions, cancellationToken)
            : ReadOnlyDictionary<string, CommitSha>.Empty;
        var found = new PullRequest?[open.Length];
        await Parallel.ForEachAsync(
            open.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (one, token) => found[one.Index] = await ReadAsync(one.Item, tips, token)
        );
        return [.. found.OfType<PullRequest>().OrderBy(pullRequest => pullRequest.Number)];
    }

    private async Task<PullRequest?> ReadAsync(
        AzureDevOpsPullRequest listed,
        IReadOnlyDictionary<string, CommitSha> tips,
        CancellationToken cancellationToken
    )
    {
        if (!IsPromotion(listed) || listed.PullRequestId is not { } number)
        {
            return listed.ToPullRequest(client.Address);
        }

        // Deleting its branch leaves a pull request open that can never be completed.
        return
            tips.GetValueOrDefault(listed.SourceRefName!) is { } head
            && await pullRequests.GetAsync(number, cancellationToken)
                is { IsOpen: true, IsOfSameRepository: true } whole
            ? whole.ToPullRequest(client.Address, head)
            : null;
    }

    private static bool IsPromotion(AzureDevOpsPullRequest document) =>
        BranchName.TryParseRef(document.SourceRefName, out var source)
        && source.Value.StartsWith(Promotions, StringComparison.Ordinal);
}
