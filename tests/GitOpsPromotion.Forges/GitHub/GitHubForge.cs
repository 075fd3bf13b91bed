using System.Globalization;
using GitOpsPromotion.Forges.Contracts;
using GitOpsPromotion.Forges.GitHub.Graph;
using GitOpsPromotion.Forges.GitHub.Rest;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>
/// A GitHub on loopback, as an Enterprise Server: the API below <c>/api/v3</c> and <c>/api/graphql</c>, git below
/// <c>/owner/name.git</c>. It behaves as GitHub's documentation says, and holds each request and each of its answers
/// against GitHub's own description, where the tests know the folder of it.
/// </summary>
public sealed class GitHubForge : IAsyncDisposable
{
    private readonly string root;
    private readonly ApiDescription? description = ApiDescription.Find("github");
    private readonly Dictionary<string, GitHubToken> tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GitHubRepository> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> violations = [];
    private ForgeServer server = null!;
    private long lastId = 1000;

    private GitHubForge(string root, TimeProvider time)
    {
        this.root = root;
        Time = time;
        Limits = new(time);
        Token = AddToken();
    }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address => server.Address;

    /// <summary>The base of the REST API, with a slash at the end.</summary>
    public Uri Api => new(Address, "api/v3/");

    public Uri GraphQl => new(Address, "api/graphql");

    /// <summary>A token that may do everything.</summary>
    public GitHubToken Token { get; }

    public ForgeFaults Faults => server.Faults;

    /// <summary>All requests so far, git's and the refused ones too.</summary>
    public IReadOnlyCollection<ForgeRequest> Requests => server.Requests;

    /// <summary>The requests to the API so far.</summary>
    public IEnumerable<ForgeRequest> ApiRequests => Requests.Where(request => !request.IsGit);

    public GitHubLimits Limits { get; }

    public GitHubLag Lag { get; } = new();

    /// <summary>Whether it answers in the shape of the API version 2026-03-10, which has no <c>merge_commit_sha</c>.</summary>
    public bool HasNoMergeCommitSha { get; set; }

    internal Lock Gate { get; } = new();

    internal TimeProvider Time { get; }

    /// <param name="root">A folder of the test's own.</param>
    /// <param name="time">What rate limits are reset by.</param>
    public static async Task<GitHubForge> StartAsync(string root, TimeProvider? time = null)
    {
        GitHubForge forge = new(root, time ?? TimeProvider.System);
        forge.server = await ForgeServer.StartAsync(root, forge.Answer);
        return forge;
    }

    /// <summary>Makes an empty repository.</summary>
    /// <param name="fullName">Such as <c>acme/gitops</c>.</param>
    /// <param name="branch">The default branch.</param>
    public GitHubRepository Create(string fullName, string branch = "main")
    {
        ArgumentNullException.ThrowIfNull(fullName);

        lock (Gate)
        {
            var id = NextId();
            var remote = TestRepository.CreateBare(Path.Combine(root, FolderOf(id)), branch);
            GitHubRepository repository = new(this, id, fullName, remote, branch);
            names.Add(fullName, repository);
            return repository;
        }
    }

    /// <summary>Makes a token with some permissions, such as <c>contents=write</c>; with none named, it has all.</summary>
    public GitHubToken AddToken(params string[] permissions) => AddToken(GitHubTokenKind.FineGrained, permissions);

    public GitHubToken AddToken(GitHubTokenKind kind, params string[] permissions)
    {
        var (prefix, login) = kind switch
        {
            GitHubTokenKind.Classic => ("ghp_", "grace"),
            GitHubTokenKind.FineGrained => ("github_pat_", "grace"),
            _ => ("ghs_", "github-actions[bot]"),
        };
        return AddToken(
            new GitHubToken(
                $"{prefix}{Guid.NewGuid():N}",
                kind,
                login,
                permissions is []
                    ? null
                    : permissions
                        .Select(permission => permission.Split('='))
                        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal)
            )
        );
    }

    /// <summary>Accepts a token, or puts it in place of the one of the same value.</summary>
    public GitHubToken AddToken(GitHubToken token)
    {
        ArgumentNullException.ThrowIfNull(token);

        lock (Gate)
        {
            return tokens[token.Value] = token;
        }
    }

    /// <summary>Accepts the token no more.</summary>
    public void Revoke(GitHubToken token)
    {
        ArgumentNullException.ThrowIfNull(token);

        lock (Gate)
        {
            tokens.Remove(token.Value);
        }
    }

    /// <summary>
    /// What requests and answers had against GitHub's description, and where the forge itself broke. Taking them is
    /// looking at them; disposing the forge throws over those that nobody took.
    /// </summary>
    public IReadOnlyList<string> TakeViolations()
    {
        lock (Gate)
        {
            string[] taken = [.. violations];
            violations.Clear();
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        string[] found = [.. TakeViolations(), .. server.Failures];

        if (found.Length > 0)
        {
            throw new InvalidOperationException(string.Join('\n', found));
        }
    }

    internal long NextId() => Interlocked.Increment(ref lastId);

    internal GitHubToken? FindToken(string? value) => value is null ? null : tokens.GetValueOrDefault(value);

    internal GitHubRepository? Find(string fullName) => names.GetValueOrDefault(fullName);

    internal GitHubRepository? Find(long id) => names.Values.FirstOrDefault(repository => repository.Id == id);

    internal IEnumerable<GitHubRepository> Repositories => names.Values.Distinct();

    internal void Rename(GitHubRepository repository, string fullName) => names[fullName] = repository;

    internal static string FolderOf(long id) => string.Create(CultureInfo.InvariantCulture, $"{id}.git");

    private ForgeAnswer Answer(ForgeRequest request)
    {
        lock (Gate)
        {
            return request.IsGit ? GitHubGit.Answer(this, request)
                : request.Path == "/api/graphql" ? GitHubGraph.Answer(this, request)
                : GitHubRest.Answer(this, request, description, violations);
        }
    }
}
