using System.Globalization;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Reads pull requests.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/pulls/pulls</remarks>
internal sealed class GitHubPullRequests(GitHubClient client)
{
    /// <summary>The open pull request of two branches of the repository, or null.</summary>
    /// <returns>
    /// It, and whether the repository was renamed or moved: then the list, which is filtered by owner, may be empty.
    /// </returns>
    public async Task<(PullRequest? Open, bool HasMoved)> FindOpenAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var what = $"The open pull request from {source} into {target} was not read";
        var (found, hasMoved) = await ListAsync("open", source, target, what, cancellationToken);
        return (found.FirstOrDefault(), hasMoved);
    }

    /// <summary>The newest pull request of two branches of the repository, in any state, or null.</summary>
    public async Task<PullRequest?> FindNewestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        // The list is sorted by creation, the newest first: one page is enough.
        var what = $"The newest pull request from {source} into {target} was not read";
        var (found, _) = await ListAsync("all", source, target, what, cancellationToken);
        return found.MaxBy(pullRequest => pullRequest.Number);
    }

    /// <summary>All open pull requests into a branch, from branches of the repository.</summary>
    public async Task<IReadOnlyList<PullRequest>> GetOpenAsync(BranchName target, CancellationToken cancellationToken)
    {
        var request = client.Request(
            HttpMethod.Get,
            $"pulls?state=open&base={Uri.EscapeDataString(target.Value)}&per_page=100",
            $"The open pull requests into {target} were not read"
        );
        var listed = await client.ReadAllAsync(request, GitHubJson.Default.PullRequestDocumentArray, cancellationToken);
        return [.. OfSameRepository(listed)];
    }

    /// <param name="number">The number.</param>
    /// <param name="what">What has not happened when it fails.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<GitHubPullRequest> GetAsync(int number, string what, CancellationToken cancellationToken) =>
        Read(await client.SendAsync(client.Request(HttpMethod.Get, Path(number), what), cancellationToken));

    /// <summary>The pull request of an answer.</summary>
    /// <exception cref="PromotionException">It is an error response.</exception>
    public GitHubPullRequest Read(ApiResponse response) =>
        response.IsSuccess
            ? response.Read(GitHubJson.Default.PullRequestDocument).ToPullRequest()
                ?? throw ApiFailures.NotUnderstood(response, cause: null)
            : throw client.Errors.From(response);

    public static string Path(int number) => string.Create(CultureInfo.InvariantCulture, $"pulls/{number}");

    private async Task<(IEnumerable<PullRequest> Found, bool HasMoved)> ListAsync(
        string state,
        BranchName source,
        BranchName target,
        string what,
        CancellationToken cancellationToken
    )
    {
        var request = client.Request(
            HttpMethod.Get,
            $"pulls?state={state}&head={Uri.EscapeDataString($"{client.Address.Owner}:{source}")}"
                + $"&base={Uri.EscapeDataString(target.Value)}&per_page=100",
            what
        );
        var response = await client.SendAsync(request, cancellationToken);
        if (!response.IsSuccess)
        {
            throw client.Errors.From(response);
        }

        // A server that does not know a filter ignores it.
        var found = OfSameRepository(response.Read(GitHubJson.Default.PullRequestDocumentArray))
            .Where(pullRequest => pullRequest.SourceBranch == source && pullRequest.TargetBranch == target);
        return (found, response.Request.Url != request.Url);
    }

    private static IEnumerable<PullRequest> OfSameRepository(IEnumerable<PullRequestDocument> listed) =>
        listed
            .Where(document => document.IsOfSameRepository)
            .Select(document => document.ToPullRequest()?.Value)
            .OfType<PullRequest>();
}
