using System.Globalization;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Reads pull requests one at a time, and changes them.</summary>
internal sealed class AzureDevOpsPullRequests(AzureDevOpsClient client)
{
    private AzureDevOpsPullRequest? lastFound;

    /// <summary>The open pull request of the two branches, or null.</summary>
    /// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/get-pull-requests</remarks>
    public async Task<AzureDevOpsPullRequest?> FindOpenAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var listed = await ListAsync("active", "open", source, target, cancellationToken);
        var found = listed.FirstOrDefault(document => document is { IsOpen: true, IsOfSameRepository: true });
        lastFound =
            found?.PullRequestId is { } number
            && await GetAsync(number, cancellationToken) is { IsOpen: true, IsOfSameRepository: true } whole
                ? whole
                : null;
        return lastFound;
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

    /// <summary>The pull request with all that is known of it. Lists cut the description.</summary>
    public Task<AzureDevOpsPullRequest> GetAsync(int number, CancellationToken cancellationToken) =>
        client.ReadAsync(
            client.Request(HttpMethod.Get, PathOf(number), $"Pull request {number} of {client.Address} was not read"),
            AzureDevOpsJson.Default.AzureDevOpsPullRequest,
            cancellationToken
        );

    /// <summary>
    /// The pull request as it was found a moment ago, where nothing has been pushed or changed since; as it is otherwise.
    /// </summary>
    public Task<AzureDevOpsPullRequest> GetAgainAsync(int number, CommitSha head, CancellationToken cancellationToken)
    {
        var found = lastFound;
        lastFound = null;
        return found is not null && found.Number == number && found.NoticedHead == head
            ? Task.FromResult(found)
            : GetAsync(number, cancellationToken);
    }

    /// <summary>Changes an open pull request. Sent twice, it changes nothing more.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="change">What is to change.</param>
    /// <param name="what">What has not happened when it fails.</param>
    /// <param name="beforeSending">See <see cref="ApiRequest.BeforeSending"/>; null where the change guards itself.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer, also one that says no.</returns>
    /// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/update</remarks>
    public Task<ApiResponse> TryChangeAsync(
        int number,
        PullRequestChange change,
        string what,
        Func<CancellationToken, Task>? beforeSending,
        CancellationToken cancellationToken
    )
    {
        lastFound = null;
        var request = client.Request(HttpMethod.Patch, PathOf(number), what) with
        {
            IsRepeatable = true,
            BeforeSending = beforeSending,
        };
        return client.SendAsync(request.With(change, AzureDevOpsJson.Default.PullRequestChange), cancellationToken);
    }

    /// <summary>As <see cref="TryChangeAsync"/>; that it is no longer open is stale.</summary>
    public async Task<AzureDevOpsPullRequest> ChangeAsync(
        int number,
        PullRequestChange change,
        string what,
        Func<CancellationToken, Task>? beforeSending,
        CancellationToken cancellationToken
    )
    {
        var response = await TryChangeAsync(number, change, what, beforeSending, cancellationToken);
        return response.IsSuccess ? response.Read(AzureDevOpsJson.Default.AzureDevOpsPullRequest)
            : AzureDevOpsErrors.RefusalOf(response) is AzureDevOpsRefusal.NotOpen
                ? throw AzureDevOpsFailures.NotOpen(what)
            : throw client.Errors.From(response);
    }

    /// <summary>The pull request as everybody knows it.</summary>
    /// <param name="document">As Azure DevOps writes it.</param>
    /// <param name="head">The tip of its branch.</param>
    public PullRequest Shape(AzureDevOpsPullRequest document, CommitSha head) =>
        document.ToPullRequest(client.Address, head)
        ?? throw new PromotionException(
            FailureKind.Unavailable,
            $"Pull request {document.PullRequestId} of {client.Address} was not understood: the answer leaves out its branches."
        )
        {
            Hint = "Check that the URL of origin leads to Azure DevOps.",
        };

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
            $"The {which} pull request from '{source}' into '{target}' of {client.Address} was not looked for"
        );
        var listed = await client.ReadAsync(
            request,
            AzureDevOpsJson.Default.AzureDevOpsListAzureDevOpsPullRequest,
            cancellationToken
        );
        return listed.Items;
    }

    private static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"pullrequests/{number}");
}
