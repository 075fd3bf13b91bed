using System.Collections.ObjectModel;
using System.Globalization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Reads pull requests.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/get-pull-requests</remarks>
internal sealed class AzureDevOpsPullRequests(AzureDevOpsClient client)
{
    private const int ParallelRequests = 6;

    private readonly AzureDevOpsBranches branches = new(client);

    /// <summary>The open pull request of the two branches, or null.</summary>
    public async Task<AzureDevOpsPullRequest?> FindOpenAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var listed = await ListAsync("active", "open", source, target, cancellationToken);
        var found = listed.FirstOrDefault(document => document is { IsOpen: true, IsOfSameRepository: true });
        return
            found?.PullRequestId is { } number
            && await GetAsync(number, cancellationToken) is { IsOpen: true, IsOfSameRepository: true } whole
            ? whole
            : null;
    }

    /// <summary>The newest pull request of the two branches, in any state, or null.</summary>
    public async Task<AzureDevOpsPullRequest?> FindNewestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        // The newest come first: one page is enough.
        var listed = await ListAsync("all", "newest", source, target, cancellationToken);
        return
            listed.Where(document => document.IsOfSameRepository).MaxBy(document => document.Number)
                is { PullRequestId: { } number }
            ? await GetAsync(number, cancellationToken)
            : null;
    }

    /// <summary>
    /// The open pull requests into a branch. Those from branches with the prefix of the connection are whole; the list cuts
    /// the descriptions of others, and may leave out auto-complete.
    /// </summary>
    public async Task<IReadOnlyList<PullRequest>> GetOpenAsync(BranchName target, CancellationToken cancellationToken)
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
            // A list that changes while its pages are read may contain one twice.
            .DistinctBy(document => document.PullRequestId)
            .ToArray();
        IReadOnlyDictionary<string, CommitSha> tips = open.Any(IsReadWhole)
            ? await branches.ReadAsync(client.SourceBranchPrefix, cancellationToken)
            : ReadOnlyDictionary<string, CommitSha>.Empty;
        var found = new PullRequest?[open.Length];
        await Parallel.ForEachAsync(
            open.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelRequests, CancellationToken = cancellationToken },
            async (one, token) => found[one.Index] = await ReadAsync(one.Item, tips, token)
        );
        return [.. found.OfType<PullRequest>().OrderBy(pullRequest => pullRequest.Number)];
    }

    /// <summary>The whole pull request.</summary>
    public Task<AzureDevOpsPullRequest> GetAsync(int number, CancellationToken cancellationToken) =>
        client.ReadAsync(
            client.Request(HttpMethod.Get, PathOf(number), $"Pull request {number} of {client.Address} was not read"),
            AzureDevOpsJson.Default.AzureDevOpsPullRequest,
            cancellationToken
        );

    public static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"pullrequests/{number}");

    private async Task<PullRequest?> ReadAsync(
        AzureDevOpsPullRequest listed,
        IReadOnlyDictionary<string, CommitSha> tips,
        CancellationToken cancellationToken
    )
    {
        if (!IsReadWhole(listed) || listed.PullRequestId is not { } number)
        {
            return listed.ToPullRequest(client.Address);
        }

        // A pull request stays open when its branch is deleted, and can never be completed.
        return
            tips.GetValueOrDefault(listed.SourceRefName!) is { } head
            && await GetAsync(number, cancellationToken) is { IsOpen: true, IsOfSameRepository: true } whole
            ? whole.ToPullRequest(client.Address, head)
            : null;
    }

    private bool IsReadWhole(AzureDevOpsPullRequest document) =>
        BranchName.TryParseRef(document.SourceRefName, out var source)
        && source.Value.StartsWith(client.SourceBranchPrefix, StringComparison.Ordinal);

    private async Task<IEnumerable<AzureDevOpsPullRequest>> ListAsync(
        string status,
        string which,
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var request = client.Request(
            HttpMethod.Get,
            $"pullrequests?searchCriteria.status={status}&searchCriteria.sourceRefName={Uri.EscapeDataString(source.Ref)}"
                + $"&searchCriteria.targetRefName={Uri.EscapeDataString(target.Ref)}",
            $"The {which} pull request from {source} into {target} of {client.Address} was not read"
        );
        var listed = await client.ReadAsync(
            request,
            AzureDevOpsJson.Default.AzureDevOpsListAzureDevOpsPullRequest,
            cancellationToken
        );
        return listed.Items;
    }
}
