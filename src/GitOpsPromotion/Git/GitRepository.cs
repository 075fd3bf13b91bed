namespace GitOpsPromotion.Git;

/// <summary>
/// The user's repository as a store of objects, and its remote <c>origin</c>. Nothing here touches files, index,
/// branches or HEAD of the checkout.
/// </summary>
public sealed class GitRepository : IAsyncDisposable
{
    private readonly GitProcess process;
    private readonly ObjectReader objects;
    private readonly TreeReader trees;
    private readonly BlobReader blobs;
    private readonly ObjectWriter writer;
    private readonly CommitWriter commits;
    private readonly MissingCommits missing;
    private readonly ShallowFile shallowFile;
    private readonly ShallowHistory shallow;
    private readonly RemoteRetry retry;
    private readonly CommitFetcher fetcher;
    private readonly RemoteConfiguration remote;
    private readonly int idLength;

    private GitRepository(
        GitProcess process,
        GitConfiguration configuration,
        RemoteConfiguration remote,
        TimeProvider time
    )
    {
        this.process = process;
        this.remote = remote;
        idLength = configuration.Get("extensions.objectformat") is "sha256" ? 64 : 40;
        retry = new(time, remote.Url);
        objects = new(process);
        trees = new(objects);
        blobs = new(objects, remote.IsPromisor ? new(process, remote, retry) : null);
        writer = new(process, trees);
        commits = new(process, configuration.GetBoolean("commit.gpgsign"));
        missing = new(process, remote, objects);
        shallowFile = new(process, missing);
        shallow = new(shallowFile, objects);
        fetcher = new(process, remote, missing, shallowFile, shallow, retry);
    }

    /// <summary>Whether contents may still be at the remote (<c>git clone --filter</c>).</summary>
    public bool IsPartial => remote.IsPromisor;

    /// <summary>Where <c>origin</c> is, as git resolves it.</summary>
    public RemoteUrl Origin => remote.Url;

    /// <summary>Opens the repository that <paramref name="directory"/> lies in.</summary>
    /// <param name="directory">Any folder of a checkout, or a bare repository.</param>
    /// <param name="credentials">Chooses the credential for the remote; null leaves it to git's own helpers.</param>
    /// <param name="trace">Hears each git command line before it runs; never a secret.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static Task<GitRepository> OpenAsync(
        string directory,
        Func<RemoteUrl, GitCredential?> credentials,
        IProgress<string>? trace,
        CancellationToken cancellationToken
    ) => OpenAsync(directory, credentials, trace, TimeProvider.System, cancellationToken);

    /// <summary>Opens the repository that <paramref name="directory"/> lies in.</summary>
    /// <param name="directory">Any folder of a checkout, or a bare repository.</param>
    /// <param name="credentials">Chooses the credential for the remote; null leaves it to git's own helpers.</param>
    /// <param name="trace">Hears each git command line before it runs; never a secret.</param>
    /// <param name="time">The clock of the pauses between attempts to reach the remote.</param>
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
            throw new PromotionException(FailureKind.Configuration, $"There is no folder '{directory}'.");
        }

        var configuration = await GitConfiguration.ReadAsync(directory, trace, cancellationToken);
        var origin = await OriginFinder.FindAsync(directory, configuration, trace, cancellationToken);
        // ssh does not take it: it is known there only to be kept from it.
        var credential = origin.Url.TakesToken || origin.Url.Scheme is "ssh" ? credentials(origin.Url) : null;
        GitProcess git = new(directory, RepositorySettings.For(configuration, origin, credential), trace);
        GitRepository repository = new(git, configuration, origin, time);

        try
        {
            // Starts the process that reads objects, which finds out whether there is a repository and whether git is new enough.
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

    /// <summary>What HEAD of the user's repository names.</summary>
    public async Task<GitHead> GetHeadAsync(CancellationToken cancellationToken)
    {
        var named = await process.RunAsync(["symbolic-ref", "--quiet", "HEAD"], cancellationToken);
        var head = (await objects.ReadAsync(["HEAD"], cancellationToken))[0];
        return new(
            head is null ? null : CommitSha.Parse(head.Id),
            BranchName.TryParseRef(named.Line, out var branch) ? branch : null
        );
    }

    /// <summary>Whether a file lies at the root of the user's working copy, committed or not.</summary>
    public async Task<bool> IsInWorkingCopyAsync(string name, CancellationToken cancellationToken)
    {
        var root = await process.RunAsync(["rev-parse", "--show-toplevel"], cancellationToken);
        return root.ExitCode == 0 && File.Exists(Path.Combine(root.Line, name));
    }

    /// <summary>Asks the remote for its default branch and for refs.</summary>
    /// <param name="refs">Full ref names, or prefixes that end in <c>/*</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<RemoteRefs> ReadRemoteAsync(IReadOnlyCollection<string> refs, CancellationToken cancellationToken) =>
        new RemoteReader(process, remote, retry).ReadAsync(refs, cancellationToken);

    /// <summary>Brings commits, with their history as far as the repository keeps history, into the object database. Those already there cost nothing.</summary>
    /// <exception cref="PromotionException">The remote does not know one of them, or cannot be reached.</exception>
    public Task FetchAsync(IReadOnlyCollection<CommitSha> commits, CancellationToken cancellationToken) =>
        fetcher.FetchAsync(commits, cancellationToken);

    /// <summary>
    /// The commits from <paramref name="oldest"/> (included, last) to <paramref name="newest"/> (included, first) that
    /// descend from <paramref name="oldest"/>; empty where <paramref name="oldest"/> is no ancestor. Fetches what a shallow clone lacks.
    /// </summary>
    public Task<IReadOnlyList<CommitSha>> GetDescendantsAsync(
        CommitSha oldest,
        CommitSha newest,
        CancellationToken cancellationToken
    ) => new CommitHistory(process, fetcher, missing, shallow).GetDescendantsAsync(oldest, newest, cancellationToken);

    /// <summary>
    /// The best common ancestors of two commits of the object database: several after criss-cross merges, none where
    /// the two have no history in common. Fetches what a shallow clone lacks.
    /// </summary>
    public Task<IReadOnlyList<CommitSha>> FindMergeBasesAsync(
        CommitSha one,
        CommitSha other,
        CancellationToken cancellationToken
    ) => new MergeBaseFinder(process, fetcher, shallow, objects).FindAsync(one, other, cancellationToken);

    /// <summary>
    /// The line of first parents that ends with <paramref name="newest"/>, newest first, at most <paramref name="count"/>
    /// commits. Fetches what a shallow clone lacks.
    /// </summary>
    public Task<IReadOnlyList<CommitSha>> GetFirstParentsAsync(
        CommitSha newest,
        int count,
        CancellationToken cancellationToken
    ) => new CommitHistory(process, fetcher, missing, shallow).GetFirstParentsAsync(newest, count, cancellationToken);

    /// <summary>
    /// The newest commits of a branch, at most <paramref name="count"/>, that <paramref name="other"/> does not descend from,
    /// oldest first. Their merge bases have been looked for before, so a shallow clone has them.
    /// </summary>
    public Task<IReadOnlyList<CommitSha>> GetCommitsBesideAsync(
        CommitSha other,
        CommitSha branch,
        int count,
        CancellationToken cancellationToken
    ) =>
        new CommitHistory(process, fetcher, missing, shallow).GetCommitsBesideAsync(
            other,
            branch,
            count,
            cancellationToken
        );

    /// <summary>A commit that is in the object database, or null where there is no such commit.</summary>
    public async Task<GitCommit?> FindCommitAsync(CommitSha commit, CancellationToken cancellationToken) =>
        (await missing.FindAsync([commit], cancellationToken)).Count == 0
        && (await objects.ReadAsync([commit.Value], cancellationToken))[0] is { Type: "commit", Content: var content }
            ? CommitObject.Parse(content)
            : null;

    /// <summary>The names of the folders right below <paramref name="folder"/> (empty: the root), in git's order.</summary>
    public async Task<IReadOnlyList<string>> ListFoldersAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await trees.FindFolderAsync(commit, folder, cancellationToken) ?? [])
                .Where(entry => entry.IsFolder)
                .Select(entry => entry.Name),
        ];

    /// <summary>All regular files below <paramref name="folder"/>, at any depth; empty where there is no such folder.</summary>
    public Task<IReadOnlyList<TreeFile>> ListFilesAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) => trees.ListFilesAsync(commit, folder, cancellationToken);

    /// <summary>Files, links and submodules below <paramref name="folder"/>, at any depth; empty where there is no such folder.</summary>
    public Task<IReadOnlyList<TreeFile>> ListEntriesAsync(
        CommitSha commit,
        string folder,
        CancellationToken cancellationToken
    ) => trees.ListEntriesAsync(commit, folder, cancellationToken);

    /// <summary>What a commit holds at a path (a file, a folder, a link, a submodule), or null where it holds nothing.</summary>
    public Task<TreeFile?> FindEntryAsync(CommitSha commit, string path, CancellationToken cancellationToken) =>
        trees.FindEntryAsync(commit, path, cancellationToken);

    /// <summary>Those of the files that have at most so many bytes.</summary>
    public Task<IReadOnlyList<TreeFile>> KeepSmallAsync(
        IReadOnlyList<TreeFile> files,
        long maxSize,
        CancellationToken cancellationToken
    ) => blobs.KeepSmallAsync(files, maxSize, cancellationToken);

    /// <summary>The contents of the files, in their order, one at a time.</summary>
    public IAsyncEnumerable<byte[]> ReadFilesAsync(
        IReadOnlyList<TreeFile> files,
        CancellationToken cancellationToken
    ) => blobs.ReadAsync(files, cancellationToken);

    /// <summary>The content of one file of a commit, or null where there is none.</summary>
    /// <exception cref="PromotionException">It is too large.</exception>
    public async Task<byte[]?> ReadFileAsync(CommitSha commit, string path, CancellationToken cancellationToken)
    {
        if (await trees.FindFileAsync(commit, path, cancellationToken) is not { } file)
        {
            return null;
        }

        if ((await blobs.GetSizesAsync([file], cancellationToken))[0] is var size and > Limits.Manifest)
        {
            throw Limits.Exceeded(path, size, Limits.Manifest, FailureKind.Configuration);
        }

        return (await objects.ReadContentsAsync([file.ObjectId], cancellationToken))[0]?.Content;
    }

    /// <summary>How many bytes each of the files has.</summary>
    public Task<IReadOnlyList<long>> GetSizesAsync(
        IReadOnlyList<TreeFile> files,
        CancellationToken cancellationToken
    ) => blobs.GetSizesAsync(files, cancellationToken);

    /// <summary>Finds many folders at once, so that listing each of them is quick.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="folders">Their paths, with those of the folders that they lie in.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task PrefetchFoldersAsync(
        CommitSha commit,
        IReadOnlyCollection<string> folders,
        CancellationToken cancellationToken
    ) => trees.PrefetchAsync(commit, folders, cancellationToken);

    /// <summary>Writes the root tree of <paramref name="commit"/> with some files replaced or added. Returns the tree's name.</summary>
    /// <param name="commit">The commit to start from.</param>
    /// <param name="files">Paths from the root, and their new contents. A replaced file keeps its mode.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<string> WriteTreeAsync(
        CommitSha commit,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files,
        CancellationToken cancellationToken
    ) => writer.WriteTreeAsync(commit, files, cancellationToken);

    /// <summary>The name of the tree that <see cref="WriteTreeAsync"/> writes, without writing it.</summary>
    public Task<string> NameTreeAsync(
        CommitSha commit,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files,
        CancellationToken cancellationToken
    ) => writer.NameTreeAsync(commit, files, cancellationToken);

    /// <summary>The name of the tree without entries, which every repository has.</summary>
    public Task<string> WriteEmptyTreeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ObjectWriter.GetEmptyTree(idLength));

    /// <summary>Writes a commit, signed where git is configured to sign.</summary>
    public Task<CommitSha> CommitAsync(
        string tree,
        IReadOnlyList<CommitSha> parents,
        string message,
        CancellationToken cancellationToken
    ) => commits.WriteAsync(tree, parents, message, cancellationToken);

    /// <summary>The change from a commit to a root tree as git's unified diff.</summary>
    public Task<string> DiffAsync(CommitSha commit, string tree, CancellationToken cancellationToken) =>
        new TreeDiff(process).ReadAsync(commit, tree, cancellationToken);

    /// <summary>The paths at which a root tree differs from another, read as far as the caller asks.</summary>
    public IAsyncEnumerable<FileChange> GetChangesAsync(
        string oldTree,
        string newTree,
        CancellationToken cancellationToken
    ) => new TreeComparison(trees).CompareAsync(oldTree, newTree, cancellationToken);

    /// <summary>The name of the tree at a path of a commit, or null where there is no such folder.</summary>
    public Task<string?> FindTreeAsync(CommitSha commit, string folder, CancellationToken cancellationToken) =>
        trees.FindTreeAsync(commit, folder, cancellationToken);

    /// <summary>Merges two commits of the object database with git's three-way merge, without touching anything else.</summary>
    public Task<MergeResult> MergeAsync(CommitSha ours, CommitSha theirs, CancellationToken cancellationToken) =>
        new CommitMerger(process, fetcher, shallow).MergeAsync(ours, theirs, cancellationToken);

    /// <summary>Updates refs of the remote in one atomic push: all of them, or none.</summary>
    public Task<PushResult> PushAsync(IReadOnlyCollection<RefUpdate> updates, CancellationToken cancellationToken) =>
        new RemoteWriter(process, remote, retry).PushAsync(updates, cancellationToken);

    public ValueTask DisposeAsync() => objects.DisposeAsync();
}
