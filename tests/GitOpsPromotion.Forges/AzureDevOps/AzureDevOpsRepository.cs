namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A repository on the forge: what tests do to it, as people and other programs would.</summary>
public sealed class AzureDevOpsRepository
{
    private readonly Dictionary<string, List<AzureDevOpsStatus>> statuses = new(StringComparer.Ordinal);
    private readonly List<AzureDevOpsPolicy> policies = [];

    internal AzureDevOpsRepository(
        AzureDevOpsForge forge,
        Guid id,
        AzureDevOpsProject project,
        string name,
        TestRepository remote,
        string defaultBranch
    )
    {
        Forge = forge;
        Id = id;
        Project = project;
        Name = name;
        Remote = remote;
        DefaultBranch = defaultBranch;
        Pulls = new(this);
    }

    public Guid Id { get; }

    public AzureDevOpsProject Project { get; }

    public string Name { get; }

    public string DefaultBranch { get; }

    /// <summary>The bare repository itself, which needs no token.</summary>
    public TestRepository Remote { get; }

    /// <summary>What to clone from.</summary>
    public Uri Url => new(Forge.Collection, $"{Uri.EscapeDataString(Project.Name)}/_git/{Uri.EscapeDataString(Name)}");

    /// <summary>The API of this repository, without a slash at the end.</summary>
    public Uri Api =>
        new(
            Forge.Collection,
            $"{Uri.EscapeDataString(Project.Name)}/_apis/git/repositories/{Uri.EscapeDataString(Name)}"
        );

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

    /// <summary>The policies of its branches.</summary>
    public IReadOnlyList<AzureDevOpsPolicy> Policies
    {
        get
        {
            lock (Forge.Gate)
            {
                return [.. policies];
            }
        }
    }

    internal AzureDevOpsForge Forge { get; }

    internal AzureDevOpsPullRequests Pulls { get; }

    internal DateTimeOffset Now => Forge.Time.GetUtcNow();

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
    public AzureDevOpsStatus SetStatus(
        string commit,
        string name,
        string state = "succeeded",
        string? genre = "fluxcd",
        string? description = null,
        string? target = null
    )
    {
        lock (Forge.Gate)
        {
            AzureDevOpsStatus status = new(
                Forge.NextId(),
                genre,
                name,
                state,
                description,
                target,
                AzureDevOpsIdentity.Ada,
                Now
            );
            AddStatus(commit, status);
            return status;
        }
    }

    /// <summary>The statuses of a commit, the newest first.</summary>
    public IReadOnlyList<AzureDevOpsStatus> Statuses(string commit)
    {
        lock (Forge.Gate)
        {
            return [.. statuses.GetValueOrDefault(commit, []).AsEnumerable().Reverse()];
        }
    }

    /// <summary>Adds a policy, of the default branch where it names none. Returns it with its number.</summary>
    public T Require<T>(T policy)
        where T : AzureDevOpsPolicy
    {
        lock (Forge.Gate)
        {
            var added = (T)(policy with { Id = Forge.NextId(), Branch = policy.Branch ?? DefaultBranch });
            policies.Add(added);
            return added;
        }
    }

    /// <summary>
    /// Requires a status of the pull requests to the default branch, such as <c>gitops-promotion/status</c>, anew after
    /// each push.
    /// </summary>
    /// <param name="context">The genre and the name, or only a name.</param>
    public AzureDevOpsPolicy.Status RequireCheck(string context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Require(
            context.Split('/', 2) is [var genre, var name]
                ? new AzureDevOpsPolicy.Status(genre, name) { IsResetByPushes = true }
                : new AzureDevOpsPolicy.Status(Genre: null, context) { IsResetByPushes = true }
        );
    }

    /// <summary>Takes a policy away.</summary>
    public void Remove(AzureDevOpsPolicy policy)
    {
        lock (Forge.Gate)
        {
            policies.Remove(policy);
            Pulls.Settle();
        }
    }

    internal IEnumerable<AzureDevOpsPolicy> PoliciesOf(string branch) =>
        policies.Where(policy => policy.AppliesTo(branch));

    internal void AddStatus(string commit, AzureDevOpsStatus status)
    {
        if (!statuses.TryGetValue(commit, out var list))
        {
            statuses[commit] = list = [];
        }

        list.Add(status);
    }
}
