using System.Globalization;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Reads and writes pull requests, a request at a time.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/pulls/pulls</remarks>
internal sealed class GitHubPullRequests(GitHubClient client)
{
    // A longer one is refused with 422 "title is too long (maximum is 256 characters)".
    private const int MaxTitle = 256;

    /// <summary>The open pull request of two branches of the repository, or null.</summary>
    public async Task<GitHubPullRequest?> FindOpenAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        var open = await ListAsync(
            $"pulls?state=open&{Between(source, target)}",
            $"The open pull request from {source} into {target} was not looked up",
            cancellationToken
        );
        // What a forge was asked for is not always what it answers: a filter that it does not know is ignored.
        return open.FirstOrDefault(found => found.Value.SourceBranch == source && found.Value.TargetBranch == target);
    }

    /// <summary>The newest pull request of two branches of the repository, in any state, or null.</summary>
    public async Task<PullRequest?> FindNewestAsync(
        BranchName source,
        BranchName target,
        CancellationToken cancellationToken
    )
    {
        // Sorted by creation, the newest first, unless asked otherwise: one page is enough.
        var response = await client.SendAsync(
            client.Request(
                HttpMethod.Get,
                $"pulls?state=all&{Between(source, target)}",
                $"The newest pull request from {source} into {target} was not looked up"
            ),
            cancellationToken
        );
        return response.IsSuccess
            ? OfSameRepository(response.Read(GitHubJson.Default.PullRequestDocumentArray))
                .Select(found => found.Value)
                .Where(found => found.SourceBranch == source && found.TargetBranch == target)
                .MaxBy(found => found.Number)
            : throw client.Errors.From(response);
    }

    /// <summary>All open pull requests into a branch, of branches of the repository.</summary>
    public Task<IReadOnlyList<GitHubPullRequest>> GetOpenAsync(
        BranchName target,
        CancellationToken cancellationToken
    ) =>
        ListAsync(
            $"pulls?state=open&base={Uri.EscapeDataString(target.Value)}&per_page=100",
            $"The open pull requests into {target} were not read",
            cancellationToken
        );

    /// <param name="number">The number.</param>
    /// <param name="what">What has not happened when it fails.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<GitHubPullRequest> GetAsync(int number, string what, CancellationToken cancellationToken)
    {
        var response = await client.SendAsync(client.Request(HttpMethod.Get, Path(number), what), cancellationToken);
        return Read(response);
    }

    /// <summary>A merged pull request with its merge commit, which newer versions of REST do not name.</summary>
    /// <param name="merged">As last read.</param>
    /// <param name="head">The commit that was to be merged.</param>
    /// <param name="what">What has not happened when it fails.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">It was merged with another commit: stale.</exception>
    public async Task<PullRequest> CompleteAsync(
        GitHubPullRequest merged,
        CommitSha head,
        string what,
        CancellationToken cancellationToken
    )
    {
        if (merged.Value.Head != head)
        {
            throw GitHubFailures.MergedOther(what, merged.Value.Head);
        }

        if (merged.Value.MergeCommit is not null)
        {
            return merged.Value;
        }

        var (_, answer) = await client.AskAsync(
            GitHubQueries.MergeCommit,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["pullRequest"] = merged.Id },
            what,
            GitHubGraphQlJson.Default.GraphQlAnswerMergeCommitData,
            cancellationToken
        );
        return merged.Value with
        {
            MergeCommit = CommitSha.TryParse(answer.Data?.Node?.MergeCommit?.Oid, out var commit) ? commit : null,
        };
    }

    /// <summary>The answer to an attempt to create it: 201, or a reason why not.</summary>
    public Task<ApiResponse> CreateAsync(DesiredPullRequest draft, string what, CancellationToken cancellationToken) =>
        client.SendAsync(
            client
                .Request(HttpMethod.Post, "pulls", what)
                .With(
                    new NewPullRequest(
                        draft.SourceBranch.Value,
                        draft.TargetBranch.Value,
                        TitleOf(draft),
                        draft.Description
                    ),
                    GitHubJson.Default.NewPullRequest
                ),
            cancellationToken
        );

    /// <summary>Gives it the title and the description of the draft, where they differ.</summary>
    /// <param name="open">As last read.</param>
    /// <param name="draft">What it is to say.</param>
    /// <param name="look">Throws where it is no longer to say that. GitHub may have put the change off for long.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<GitHubPullRequest> UpdateAsync(
        GitHubPullRequest open,
        DesiredPullRequest draft,
        Func<CancellationToken, Task> look,
        CancellationToken cancellationToken
    )
    {
        var change = ChangeOf(open, draft);
        if (change is { Title: null, Body: null })
        {
            return open;
        }

        var response = await client.SendAsync(
            client
                .Request(HttpMethod.Patch, Path(open.Value.Number), NotUpdated(open.Value.Number))
                .With(change, GitHubJson.Default.PullRequestChange) with
            {
                BeforeSending = look,
            },
            cancellationToken
        );
        return Read(response);
    }

    /// <summary>The pull request, where it has the title and the description of the draft; else null.</summary>
    public async Task<GitHubPullRequest?> FindUpdatedAsync(
        int number,
        DesiredPullRequest draft,
        CancellationToken cancellationToken
    )
    {
        var now = await GetAsync(number, NotUpdated(number), cancellationToken);
        return ChangeOf(now, draft) is { Title: null, Body: null } ? now : null;
    }

    /// <summary>The pull request of an answer that says yes.</summary>
    public GitHubPullRequest Read(ApiResponse response) =>
        response.IsSuccess
            ? response.Read(GitHubJson.Default.PullRequestDocument).ToPullRequest()
                ?? throw ApiFailures.NotUnderstood(response, cause: null)
            : throw client.Errors.From(response);

    public static string Path(int number) => string.Create(CultureInfo.InvariantCulture, $"pulls/{number}");

    /// <summary>What of the draft it does not say yet.</summary>
    private static PullRequestChange ChangeOf(GitHubPullRequest open, DesiredPullRequest draft) =>
        new(
            open.Value.Title == TitleOf(draft) ? null : TitleOf(draft),
            open.Value.Description.ReplaceLineEndings("\n") == draft.Description.ReplaceLineEndings("\n")
                ? null
                : draft.Description
        );

    private static string TitleOf(DesiredPullRequest draft) => draft.TitleWithin(MaxTitle);

    private static string NotUpdated(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"Pull request {number} was not brought up to date");

    private async Task<IReadOnlyList<GitHubPullRequest>> ListAsync(
        string path,
        string what,
        CancellationToken cancellationToken
    )
    {
        var listed = await client.ReadAllAsync(
            client.Request(HttpMethod.Get, path, what),
            GitHubJson.Default.PullRequestDocumentArray,
            cancellationToken
        );
        return [.. OfSameRepository(listed)];
    }

    private static IEnumerable<GitHubPullRequest> OfSameRepository(IEnumerable<PullRequestDocument> listed) =>
        listed
            .Where(document => document.IsOfSameRepository)
            .Select(document => document.ToPullRequest())
            .OfType<GitHubPullRequest>();

    private string Between(BranchName source, BranchName target) =>
        $"head={Uri.EscapeDataString($"{client.Address.Owner}:{source}")}"
        + $"&base={Uri.EscapeDataString(target.Value)}&per_page=100";
}
