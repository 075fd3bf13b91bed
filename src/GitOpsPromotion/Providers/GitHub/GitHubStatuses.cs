using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Reads and sets commit statuses. Check runs do not count.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/commits/statuses</remarks>
internal sealed class GitHubStatuses(GitHubClient client)
{
    // A conditional request that is answered with 304 does not count against the rate limit.
    private readonly ConcurrentDictionary<Uri, Page> pages = [];

    public async Task<IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>>> GetAsync(
        IReadOnlyCollection<CommitSha> commits,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    )
    {
        Dictionary<CommitSha, IReadOnlyList<CommitStatus>> statuses = [];
        if (commits.Distinct().ToArray() is [var only])
        {
            statuses[only] = await GetAsync(only, deadline, cancellationToken);
            return statuses;
        }

        foreach (var chunk in commits.Distinct().Chunk(GitHubQueries.MaxCommits))
        {
            await AddAsync(statuses, chunk, deadline, cancellationToken);
        }

        return statuses;
    }

    public async Task ReportAsync(CommitSha commit, CommitStatus status, CancellationToken cancellationToken)
    {
        StatusDocument document = new(
            status.Context,
            NameOf(status.State),
            status.Description.Length > 0 ? status.Description : null
        );
        var request = client
            .Request(
                HttpMethod.Post,
                $"statuses/{commit}",
                $"The status {status.Context} of commit {commit.Abbreviated} was not set"
            )
            .With(document, GitHubJson.Default.StatusDocument);
        // The newest status of each context counts, so that the request is idempotent.
        var response = await client.SendAsync(request with { IsRepeatable = true }, cancellationToken);
        if (!response.IsSuccess)
        {
            throw client.Errors.From(response);
        }
    }

    private async Task<IReadOnlyList<CommitStatus>> GetAsync(
        CommitSha commit,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    )
    {
        List<CommitStatus> all = [];
        var request = client.Request(
            HttpMethod.Get,
            $"commits/{commit}/status?per_page=100",
            $"The statuses of commit {commit.Abbreviated} were not read"
        ) with
        {
            Deadline = deadline,
        };
        ApiPages pagesRead = new();
        for (var next = request.Url; next is not null; )
        {
            pagesRead.Begin(request with { Url = next });
            var page = await ReadAsync(request with { Url = next }, pagesRead, cancellationToken);
            all.AddRange(page.Statuses);
            next = page.Next;
        }

        return all;
    }

    private async Task<Page> ReadAsync(ApiRequest request, ApiPages pagesRead, CancellationToken cancellationToken)
    {
        var known = pages.GetValueOrDefault(request.Url);
        var response = await client.SendAsync(request with { IfNoneMatch = known?.Tag }, cancellationToken);
        pagesRead.Add(response);
        if (known is not null && response.Status is HttpStatusCode.NotModified)
        {
            return known;
        }

        // Only in an error response: the description of a status may contain any text.
        if (!response.IsSuccess)
        {
            return GitHubErrorText.IsCommitNotFound(response)
                ? new([], Next: null, Tag: null)
                : throw client.Errors.From(response);
        }

        Page page = new(
            [.. Convert(response.Read(GitHubJson.Default.CombinedStatus).Statuses)],
            client.FindNextPage(response),
            response.Header("ETag")
        );
        pages[request.Url] = page;
        return page;
    }

    private async Task AddAsync(
        Dictionary<CommitSha, IReadOnlyList<CommitStatus>> statuses,
        CommitSha[] commits,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    )
    {
        var (response, answer) = await client.QueryAsync(
            GitHubQueries.Statuses(commits),
            client.Variables(),
            $"The statuses of {commits.Length} commits were not read",
            GitHubGraphQlJson.Default.GraphQlAnswerStatusesData,
            cancellationToken,
            deadline
        );
        if (answer.Errors is { Length: > 0 } errors)
        {
            throw client.Errors.From(response, errors);
        }

        var found = answer.Data?.Repository ?? throw ApiFailures.NotUnderstood(response, cause: null);
        foreach (var (index, commit) in commits.Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"c{index}");
            statuses[commit] = [.. Convert(found.GetValueOrDefault(name)?.Status?.Contexts)];
        }
    }

    private static IEnumerable<CommitStatus> Convert(IEnumerable<StatusDocument?>? documents) =>
        (documents ?? [])
            .Where(document => document?.Context is not null)
            .Select(document => new CommitStatus(
                document!.Context!,
                StateOf(document.State),
                document.Description ?? ""
            ));

    private static string NameOf(CommitStatusState state) =>
        state switch
        {
            CommitStatusState.Pending => "pending",
            CommitStatusState.Success => "success",
            CommitStatusState.Failure => "failure",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };

    // An unknown state counts as pending.
    private static CommitStatusState StateOf(string? state) =>
        state?.ToLowerInvariant() switch
        {
            "success" => CommitStatusState.Success,
            "failure" or "error" => CommitStatusState.Failure,
            _ => CommitStatusState.Pending,
        };

    /// <summary>A page of statuses as it was last read.</summary>
    private sealed record Page(IReadOnlyList<CommitStatus> Statuses, Uri? Next, string? Tag);
}
