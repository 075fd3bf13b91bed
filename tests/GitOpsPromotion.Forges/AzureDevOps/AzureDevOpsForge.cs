using GitOpsPromotion.Forges.AzureDevOps.Rest;
using GitOpsPromotion.Forges.Contracts;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>
/// An Azure DevOps Server on loopback: git below <c>/Collection/project/_git/repository</c>, the API below
/// <c>/Collection/project/_apis</c>. It follows the vendor's documentation, and validates each request and each of
/// its answers against the vendor's own description, where <c>GITOPS_PROMOTION_CONTRACTS</c> names its folder.
/// </summary>
public sealed class AzureDevOpsForge : IAsyncDisposable
{
    /// <summary>The name of the one collection.</summary>
    public const string CollectionName = "Acme";

    private readonly string root;
    private readonly ApiDescription? description = ApiDescription.Find("azure-devops");
    private readonly Dictionary<string, AzureDevOpsToken> tokens = new(StringComparer.Ordinal);
    private readonly List<AzureDevOpsProject> projects = [];
    private readonly List<AzureDevOpsRepository> repositories = [];
    private readonly List<string> violations = [];
    private readonly AzureDevOpsPushRules pushRules;
    private ForgeServer server = null!;
    private int lastId = 20;

    private AzureDevOpsForge(string root)
    {
        this.root = root;
        pushRules = new(root);
        Token = AddToken(AzureDevOpsTokenKind.Personal);
    }

    /// <summary>The collection, with a slash at the end.</summary>
    public Uri Collection => new(server.Address, $"{CollectionName}/");

    /// <summary>A personal access token.</summary>
    public AzureDevOpsToken Token { get; }

    public ForgeFaults Faults => server.Faults;

    public AzureDevOpsLag Lag { get; } = new();

    /// <summary>Whether JSON begins with a byte order mark.</summary>
    public bool WritesByteOrderMark { get; set; }

    /// <summary>The requests to the API so far, the refused ones too.</summary>
    public IEnumerable<ForgeRequest> ApiRequests => server.Requests.Where(request => !request.IsGit);

    internal Lock Gate { get; } = new();

    /// <param name="root">A folder of the test's own.</param>
    public static async Task<AzureDevOpsForge> StartAsync(string root)
    {
        AzureDevOpsForge forge = new(root);
        forge.server = await ForgeServer.StartAsync(root, forge.Answer);
        return forge;
    }

    /// <summary>Creates an empty repository, and its project where that is not there yet.</summary>
    /// <param name="project">The name of the project, such as <c>Web Shop</c>.</param>
    /// <param name="name">The name of the repository.</param>
    public AzureDevOpsRepository Create(string project, string name)
    {
        lock (Gate)
        {
            var id = Guid.NewGuid();
            var remote = TestRepository.CreateBare(
                Path.Combine(root, FolderOf(id)),
                AzureDevOpsRepository.DefaultBranch
            );
            var found = FindProject(project);

            if (found is null)
            {
                projects.Add(found = new(Guid.NewGuid(), project));
            }

            repositories.Add(new(this, id, found, name, remote));
            return repositories[^1];
        }
    }

    public AzureDevOpsToken AddToken(AzureDevOpsTokenKind kind)
    {
        lock (Gate)
        {
            AzureDevOpsToken token = new($"{Guid.NewGuid():N}", kind);
            return tokens[token.Value] = token;
        }
    }

    /// <summary>Fails where a request or an answer broke the vendor's description, or the forge itself failed.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        server.Fail(violations);
    }

    internal int NextId() => Interlocked.Increment(ref lastId);

    internal AzureDevOpsToken? FindToken(string? value) => value is null ? null : tokens.GetValueOrDefault(value);

    internal AzureDevOpsProject? FindProject(string nameOrId) =>
        projects.Find(one => IsNamed(one.Name, one.Id, nameOrId));

    internal AzureDevOpsRepository? Find(AzureDevOpsProject project, string nameOrId) =>
        repositories.Find(one => one.Project == project && IsNamed(one.Name, one.Id, nameOrId));

    internal IEnumerable<AzureDevOpsRepository> RepositoriesOf(AzureDevOpsProject project) =>
        repositories.Where(one => one.Project == project);

    internal static string FolderOf(Guid id) => $"{id:N}.git";

    private static bool IsNamed(string name, Guid id, string text) =>
        name.Equals(text, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(text, out var guid) && guid == id);

    private ForgeAnswer Answer(ForgeRequest request)
    {
        lock (Gate)
        {
            return request.IsGit
                ? AzureDevOpsGit.Answer(this, request, pushRules)
                : AzureDevOpsApi.Answer(this, request, description, violations);
        }
    }
}
