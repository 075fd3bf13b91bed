using System.Globalization;
using System.Text;
using GitOpsPromotion.Forges.AzureDevOps.Rest;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>
/// An Azure DevOps Server on loopback: git below <c>/Collection/project/_git/repository</c>, the API below
/// <c>/Collection/project/_apis</c>. It behaves as the vendor's documentation says, and holds each request and each of
/// its answers against the vendor's own description, where the tests know the folder of it.
/// </summary>
public sealed class AzureDevOpsForge : IAsyncDisposable
{
    /// <summary>The name of the one collection.</summary>
    public const string CollectionName = "Acme";

    private readonly string root;
    private readonly AzureDevOpsContracts contracts = AzureDevOpsContracts.Find();
    private readonly Dictionary<string, AzureDevOpsToken> tokens = new(StringComparer.Ordinal);
    private readonly List<AzureDevOpsProject> projects = [];
    private readonly List<AzureDevOpsRepository> repositories = [];
    private ForgeServer server = null!;
    private int lastId = 20;

    private AzureDevOpsForge(string root, TimeProvider time)
    {
        this.root = root;
        Time = time;
        PushRules = new(root);
        Token = AddToken();
    }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address => server.Address;

    /// <summary>The collection, with a slash at the end.</summary>
    public Uri Collection => new(Address, $"{CollectionName}/");

    /// <summary>A personal access token that may do everything.</summary>
    public AzureDevOpsToken Token { get; }

    public ForgeFaults Faults => server.Faults;

    public AzureDevOpsThrottle Throttle { get; } = new();

    public AzureDevOpsLag Lag { get; } = new();

    /// <summary>How bad tokens are answered.</summary>
    public AzureDevOpsSignIn SignIn { get; set; }

    /// <summary>Whether JSON begins with a byte order mark.</summary>
    public bool WritesByteOrderMark { get; set; }

    /// <summary>The newest version of the API that it knows, such as 7.0 for a server of 2022.</summary>
    public Version NewestVersion { get; set; } = new(7, 1);

    /// <summary>All requests so far, git's and the refused ones too.</summary>
    public IReadOnlyCollection<ForgeRequest> Requests => server.Requests;

    /// <summary>The requests to the API so far.</summary>
    public IEnumerable<ForgeRequest> ApiRequests => Requests.Where(request => !request.IsGit);

    internal Lock Gate { get; } = new();

    internal TimeProvider Time { get; }

    internal AzureDevOpsPushRules PushRules { get; }

    /// <param name="root">A folder of the test's own.</param>
    /// <param name="time">What dates are taken from.</param>
    public static async Task<AzureDevOpsForge> StartAsync(string root, TimeProvider? time = null)
    {
        AzureDevOpsForge forge = new(root, time ?? TimeProvider.System);
        forge.server = await ForgeServer.StartAsync(root, forge.Answer);
        return forge;
    }

    /// <summary>Makes an empty repository, and its project where that is not there yet.</summary>
    /// <param name="project">The name of the project, such as <c>Web Shop</c>.</param>
    /// <param name="name">The name of the repository.</param>
    /// <param name="branch">The default branch.</param>
    public AzureDevOpsRepository Create(string project, string name, string branch = "main")
    {
        lock (Gate)
        {
            var id = Guid.NewGuid();
            var remote = TestRepository.CreateBare(Path.Combine(root, FolderOf(id)), branch);
            AzureDevOpsRepository repository = new(this, id, FindOrAddProject(project), name, remote, branch);
            repositories.Add(repository);
            return repository;
        }
    }

    /// <summary>Makes a personal access token with some rights; with none named, it has all.</summary>
    public AzureDevOpsToken AddToken(params AzureDevOpsRight[] rights) =>
        AddToken(AzureDevOpsTokenKind.Personal, rights);

    public AzureDevOpsToken AddToken(AzureDevOpsTokenKind kind, params AzureDevOpsRight[] rights) =>
        AddToken(
            new AzureDevOpsToken(
                kind is AzureDevOpsTokenKind.Personal ? $"pat{Guid.NewGuid():N}{Guid.NewGuid():N}" : NewJsonWebToken(),
                kind,
                kind is AzureDevOpsTokenKind.Personal ? AzureDevOpsIdentity.Grace : AzureDevOpsIdentity.BuildService,
                rights is [] ? null : rights
            )
        );

    /// <summary>Accepts a token, or puts it in place of the one of the same value.</summary>
    public AzureDevOpsToken AddToken(AzureDevOpsToken token)
    {
        ArgumentNullException.ThrowIfNull(token);

        lock (Gate)
        {
            return tokens[token.Value] = token;
        }
    }

    /// <summary>Accepts the token no more.</summary>
    public void Revoke(AzureDevOpsToken token)
    {
        ArgumentNullException.ThrowIfNull(token);

        lock (Gate)
        {
            tokens.Remove(token.Value);
        }
    }

    /// <summary>
    /// What requests and answers had against the vendor's description, and where the forge itself broke. Taking them is
    /// looking at them; disposing the forge throws over those that nobody took.
    /// </summary>
    public IReadOnlyList<string> TakeViolations()
    {
        lock (Gate)
        {
            return contracts.TakeViolations();
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

    internal int NextId() => Interlocked.Increment(ref lastId);

    internal AzureDevOpsToken? FindToken(string? value) => value is null ? null : tokens.GetValueOrDefault(value);

    internal AzureDevOpsProject? FindProject(string nameOrId) =>
        projects.Find(one => IsCalled(one.Name, one.Id, nameOrId));

    internal AzureDevOpsRepository? Find(AzureDevOpsProject project, string nameOrId) =>
        repositories.Find(one => one.Project == project && IsCalled(one.Name, one.Id, nameOrId));

    internal IEnumerable<AzureDevOpsRepository> RepositoriesOf(AzureDevOpsProject project) =>
        repositories.Where(one => one.Project == project);

    internal static string FolderOf(Guid id) => $"{id:N}.git";

    private AzureDevOpsProject FindOrAddProject(string name)
    {
        if (FindProject(name) is not { } project)
        {
            projects.Add(project = new(Guid.NewGuid(), name));
        }

        return project;
    }

    private static bool IsCalled(string name, Guid id, string text) =>
        name.Equals(text, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(text, out var guid) && guid == id);

    private static string NewJsonWebToken()
    {
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"typ":"JWT","alg":"RS256"}"""));
        return string.Create(CultureInfo.InvariantCulture, $"{header}.{Guid.NewGuid():N}.{Guid.NewGuid():N}");
    }

    private ForgeAnswer Answer(ForgeRequest request)
    {
        lock (Gate)
        {
            return request.IsGit
                ? AzureDevOpsGit.Answer(this, request)
                : AzureDevOpsApi.Answer(this, request, contracts);
        }
    }
}
