namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A repository on the forge.</summary>
public sealed class AzureDevOpsRepository
{
    internal const string DefaultBranch = "main";

    private readonly List<(string Commit, AzureDevOpsStatus Status)> statuses = [];
    private readonly List<AzureDevOpsPolicy> policies = [];

    internal AzureDevOpsRepository(
        AzureDevOpsForge forge,
        Guid id,
        AzureDevOpsProject project,
        string name,
        TestRepository remote
    )
    {
        Forge = forge;
        Id = id;
        Project = project;
        Name = name;
        Remote = remote;
        Pulls = new(this);
    }

    public Guid Id { get; }

    public AzureDevOpsProject Project { get; }

    public string Name { get; }

    /// <summary>The bare repository itself, which needs no token.</summary>
    public TestRepository Remote { get; }

    /// <summary>What to clone from.</summary>
    public Uri Url => Below("_git");

    /// <summary>The API of this repository, without a slash at the end.</summary>
    public Uri Api => Below("_apis/git/repositories");

    /// <summary>All pull requests, the newest last.</summary>
    public IReadOnlyList<AzureDevOpsPullRequest> PullRequests
    {
        get
        {
            lock (Forge.Gate)
            {
                Pulls.Settle();
                return [.. Pulls.All];
            }
        }
    }

    internal AzureDevOpsForge Forge { get; }

    internal AzureDevOpsPullRequests Pulls { get; }

    /// <summary>The policies of the default branch.</summary>
    internal IReadOnlyList<AzureDevOpsPolicy> Policies => policies;

    /// <summary>The pull request of that number.</summary>
    public AzureDevOpsPullRequest PullRequest(int id)
    {
        lock (Forge.Gate)
        {
            var pull = PullRequests.Single(one => one.Id == id);
            Pulls.TestMerge(pull);
            return pull;
        }
    }

    /// <summary>Sets a status of a commit, as Flux does.</summary>
    public void SetStatus(
        string commit,
        string name,
        string state = "succeeded",
        string? genre = "fluxcd",
        string? description = null
    )
    {
        lock (Forge.Gate)
        {
            AddStatus(commit, new(Forge.NextId(), genre, name, state, description, AzureDevOpsIdentity.Ada));
        }
    }

    /// <summary>Adds a policy to the default branch. Returns it with its number.</summary>
    public T Require<T>(T policy)
        where T : AzureDevOpsPolicy
    {
        lock (Forge.Gate)
        {
            var added = (T)(policy with { Id = Forge.NextId() });
            policies.Add(added);
            return added;
        }
    }

    /// <summary>
    /// Requires a status of the pull requests to the default branch, such as <c>gitops-promotion/status</c>, again after
    /// each push.
    /// </summary>
    /// <param name="context">The genre and the name.</param>
    public void RequireCheck(string context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var parts = context.Split('/', 2);
        Require(new AzureDevOpsPolicy.Status(parts[0], parts[1]) { IsResetByPushes = true });
    }

    internal IReadOnlyList<AzureDevOpsPolicy> PoliciesOf(string branch) => branch == DefaultBranch ? policies : [];

    internal void AddStatus(string commit, AzureDevOpsStatus status) => statuses.Add((commit, status));

    /// <summary>The statuses of a commit, the newest first.</summary>
    internal IEnumerable<AzureDevOpsStatus> Statuses(string commit) =>
        statuses.Where(one => one.Commit == commit).Select(one => one.Status).Reverse();

    private Uri Below(string path) =>
        new(Forge.Collection, $"{Uri.EscapeDataString(Project.Name)}/{path}/{Uri.EscapeDataString(Name)}");
}
