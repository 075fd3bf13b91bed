namespace GitOpsPromotion.Git;

/// <summary>
/// The user's repository as an object database, and its remote <c>origin</c>. Nothing here changes files, the index,
/// branches or HEAD of the checkout.
/// </summary>
public sealed class GitRepository : IAsyncDisposable
{
    private readonly GitProcess process;
    private readonly ObjectReader objects;
    private readonly ObjectWriter writer;
    private readonly CommitWriter commits;
    private readonly MissingCommits missing;
    private readonly ShallowFile shallowFile;
    private readonly CommitHistory history;
    private readonly MergeBaseFinder mergeBases;
    private readonly CommitMerger merger;

    private GitRepository(
        GitProcess process,
        GitConfiguration configuration,
        RemoteConfiguration remote,
        TimeProvider time
    )
    {
        this.process = process;
        IsPartial = remote.IsPromisor;
        EmptyTreeId = ObjectWriter.GetEmptyTreeId(configuration.Get("extensions.objectformat") is "sha256" ? 64 : 40);
        RemoteRetry retry = new(time, remote.Url);
        objects = new(process);
        Checkout = new(process, objects);
        TreeReader trees = new(objects);
        Files = new(objects, trees, new(objects, remote.IsPromisor ? new(process, remote, retry) : null));
        writer = new(process, trees);
        commits = new(process, configuration.GetBoolean("commit.gpgsign"));
        missing = new(process, remote, objects);
        shallowFile = new(process, missing);
        ShallowHistory shallow = new(shallowFile, objects);
        CommitFetcher fetcher = new(process, remote, missing, shallowFile, shallow, retry);
        history = new(process, fetcher, missing, shallow);
        mergeBases = new(process, fetcher, shallow, objects);
        merger = new(process, fetcher, shallow);
        Remote = new(remote.Url, fetcher, new(process, remote, retry), new(process, remote, retry, objects));
    }

    /// <summary>Whether file contents may be missing until they are fetched (<c>git clone --filter</c>).</summary>
    public bool IsPartial { get; }

    /// <summary>The object ID of the tree without entries, which every repository has.</summary>
    public string EmptyTreeId { get; }

    /// <summary>HEAD and the working tree.</summary>
    public GitCheckout Checkout { get; }

    /// <summary>Files and folders of commits.</summary>
    public CommitFiles Files { get; }

    /// <summary>The remote <c>origin</c>.</summary>
    public GitRemote Remote { get; }

    /// <inheritdoc cref="OpenAsync(string, Func{RemoteUrl, GitCredential?}, IProgress{string}?, TimeProvider, CancellationToken)"/>
    public static Task<GitRepository> OpenAsync(
        string directory,
        Func<RemoteUrl, GitCredential?> credentials,
        IProgress<string>? trace,
        CancellationToken cancellationToken
    ) => OpenAsync(directory, credentials, trace, TimeProvider.System, cancellationToken);

    /// <summary>Opens the repository that contains <paramref name="directory"/>.</summary>
    /// <param name="directory">Any folder of a checkout, or a bare repository.</param>
    /// <param name="credentials">Returns the credential for the remote; null leaves authentication to git's credential helpers.</param>
    /// <param name="trace">Receives each git command line before it runs, without secrets.</param>
    /// <param name="time">The clock for the delays between attempts to reach the remote.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<GitRepository> OpenAsync(
        string directory,
        Func<RemoteUrl, GitCredential?> credentials,
        IProgress<string>? trace,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!Directory.Exists(directory))
        {
            throw new PromotionException(FailureKind.Configuration, $"The folder '{directory}' does not exist.");
        }

        var configuration = await GitConfiguration.ReadAsync(directory, trace, cancellationToken);
        var origin = await OriginResolver.ResolveAsync(directory, configuration, trace, cancellationToken);
        // ssh does not use the token. It is read all the same, so that it can be removed from the environment of ssh.
        var credential = origin.Url.AllowsToken || origin.Url.Scheme is "ssh" ? credentials(origin.Url) : null;
        GitProcess git = new(directory, RepositorySettings.For(configuration, origin, credential), trace);
        GitRepository repository = new(git, configuration, origin, time);

        try
        {
            // Starts the process that reads objects; it fails outside of a repository, and if git is too old.
            await repository.objects.ExistAsync(["HEAD"], cancellationToken);
            await repository.shallowFile.RepairAsync(cancellationToken);
            return repository;
        }
        catch
        {
            await repository.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The commits from <paramref name="newest"/> (first) to <paramref name="oldest"/> (last) that descend from
    /// <paramref name="oldest"/>; empty if <paramref name="oldest"/> is not an ancestor. Deepens a shallow clone as needed.
    /// </summary>
    public Task<IReadOnlyList<CommitSha>> GetAncestryPathAsync(
        CommitSha oldest,
        CommitSha newest,
        CancellationToken cancellationToken
    ) => history.GetAncestryPathAsync(oldest, newest, cancellationToken);

    /// <summary>
    /// The best common ancestors of two commits: several after criss-cross merges, none for unrelated histories.
    /// Deepens a shallow clone as needed.
    /// </summary>
    public Task<IReadOnlyList<CommitSha>> FindMergeBasesAsync(
        CommitSha one,
        CommitSha other,
        CancellationToken cancellationToken
    ) => mergeBases.FindAsync(one, other, cancellationToken);

    /// <summary>
    /// <paramref name="newest"/> and its first parents, newest first, at most <paramref name="count"/> commits.
    /// Deepens a shallow clone as needed.
    /// </summary>
    public Task<IReadOnlyList<CommitSha>> GetFirstParentsAsync(
        CommitSha newest,
        int count,
        CancellationToken cancellationToken
    ) => history.GetFirstParentsAsync(newest, count, cancellationToken);

    /// <summary>
    /// The newest commits of a branch, at most <paramref name="count"/>, that are not ancestors of <paramref name="other"/>,
    /// oldest first. Fetches nothing: find the merge bases first.
    /// </summary>
    public Task<IReadOnlyList<CommitSha>> GetCommitsAheadAsync(
        CommitSha other,
        CommitSha branch,
        int count,
        CancellationToken cancellationToken
    ) => history.GetCommitsAheadAsync(other, branch, count, cancellationToken);

    /// <summary>A commit of the object database, or null if it is not there.</summary>
    public async Task<GitCommit?> FindCommitAsync(CommitSha commit, CancellationToken cancellationToken) =>
        (await missing.FindAsync([commit], cancellationToken)).Count == 0
        && (await objects.ReadAsync([commit.Value], cancellationToken))[0] is { Type: "commit", Content: var content }
            ? CommitObject.Parse(content)
            : null;

    /// <summary>Writes the root tree of <paramref name="commit"/> with some files replaced or added. Returns its object ID.</summary>
    /// <param name="commit">The commit to start from.</param>
    /// <param name="files">Paths and their new contents. A replaced file keeps its mode.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<string> WriteTreeAsync(
        CommitSha commit,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files,
        CancellationToken cancellationToken
    ) => writer.WriteTreeAsync(commit, files, cancellationToken);

    /// <summary>The object ID of the tree that <see cref="WriteTreeAsync"/> writes, without writing it.</summary>
    public Task<string> ComputeTreeIdAsync(
        CommitSha commit,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files,
        CancellationToken cancellationToken
    ) => writer.ComputeTreeIdAsync(commit, files, cancellationToken);

    /// <summary>Writes a commit, signed if git is configured to sign.</summary>
    public Task<CommitSha> CommitAsync(
        string tree,
        IReadOnlyList<CommitSha> parents,
        string message,
        CancellationToken cancellationToken
    ) => commits.WriteAsync(tree, parents, message, cancellationToken);

    /// <summary>The difference between a commit and a root tree as a unified diff.</summary>
    public Task<string> DiffAsync(CommitSha commit, string tree, CancellationToken cancellationToken) =>
        new TreeDiff(process).ReadAsync(commit, tree, cancellationToken);

    /// <summary>Merges two commits with git's three-way merge. Writes objects only.</summary>
    public Task<MergeResult> MergeAsync(CommitSha ours, CommitSha theirs, CancellationToken cancellationToken) =>
        merger.MergeAsync(ours, theirs, cancellationToken);

    public ValueTask DisposeAsync() => objects.DisposeAsync();
}
