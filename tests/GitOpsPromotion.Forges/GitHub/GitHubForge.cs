using System.Globalization;
using GitOpsPromotion.Forges.Contracts;
using GitOpsPromotion.Forges.GitHub.Graph;
using GitOpsPromotion.Forges.GitHub.Rest;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>
/// A GitHub on loopback, as an Enterprise Server: the API below <c>/api/v3</c> and <c>/api/graphql</c>, git below
/// <c>/owner/name.git</c>. It follows GitHub's documentation, and validates each request and each of its answers
/// against GitHub's own description, where <c>GITOPS_PROMOTION_CONTRACTS</c> names its folder.
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

    private GitHubForge(string root)
    {
        this.root = root;
        Token = AddToken();
    }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address => server.Address;

    /// <summary>The base of the REST API, with a slash at the end.</summary>
    public Uri Api => new(Address, "api/v3/");

    public Uri GraphQl => new(Address, "api/graphql");

    /// <summary>A token with all permissions.</summary>
    public GitHubToken Token { get; }

    public ForgeFaults Faults => server.Faults;

    /// <summary>The requests to the API so far, the refused ones too.</summary>
    public IEnumerable<ForgeRequest> ApiRequests => server.Requests.Where(request => !request.IsGit);

    public GitHubLag Lag { get; } = new();

    /// <summary>Whether it answers in the shape of the API version 2026-03-10, which has no <c>merge_commit_sha</c>.</summary>
    public bool HasNoMergeCommitSha { get; set; }

    internal Lock Gate { get; } = new();

    /// <param name="root">A folder of the test's own.</param>
    public static async Task<GitHubForge> StartAsync(string root)
    {
        GitHubForge forge = new(root);
        forge.server = await ForgeServer.StartAsync(root, forge.Answer);
        return forge;
    }

    /// <summary>Creates an empty repository.</summary>
    /// <param name="fullName">Such as <c>acme/gitops</c>.</param>
    /// <param name="branch">The default branch.</param>
    public GitHubRepository Create(string fullName, string branch = "main")
    {
        ArgumentNullException.ThrowIfNull(fullName);

        lock (Gate)
        {
            var id = NextId();
            var remote = TestRepository.CreateBare(Path.Combine(root, FolderOf(id)), branch);
            return names[fullName] = new(this, id, fullName, remote, branch);
        }
    }

    /// <summary>Creates a token with permissions such as <c>contents=write</c>; without any, it has all.</summary>
    public GitHubToken AddToken(params string[] permissions) =>
        AddToken(new GitHubToken($"github_pat_{Guid.NewGuid():N}", permissions));

    public GitHubToken AddToken(GitHubToken token)
    {
        ArgumentNullException.ThrowIfNull(token);

        lock (Gate)
        {
            return tokens[token.Value] = token;
        }
    }

    /// <summary>Fails where a request or an answer broke GitHub's description, or the forge itself failed.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        server.Fail(violations);
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
