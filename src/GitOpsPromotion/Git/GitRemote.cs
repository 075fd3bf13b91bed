namespace GitOpsPromotion.Git;

/// <summary>The remote <c>origin</c> of the user's repository. Its remote-tracking branches are neither read nor written.</summary>
public sealed class GitRemote
{
    private readonly CommitFetcher fetcher;
    private readonly RemoteReader reader;
    private readonly RemoteWriter writer;

    internal GitRemote(RemoteUrl url, CommitFetcher fetcher, RemoteReader reader, RemoteWriter writer)
    {
        Url = url;
        this.fetcher = fetcher;
        this.reader = reader;
        this.writer = writer;
    }

    /// <summary>The URL that git reads from, after <c>insteadOf</c>.</summary>
    public RemoteUrl Url { get; }

    /// <summary>Reads the default branch and refs of the remote.</summary>
    /// <param name="refs">Full ref names, or prefixes that end in <c>/*</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<RemoteRefs> ReadRefsAsync(IReadOnlyCollection<string> refs, CancellationToken cancellationToken) =>
        reader.ReadAsync(refs, cancellationToken);

    /// <summary>
    /// Fetches commits into the object database; a shallow clone gets their history back to its own start. Commits that
    /// are there already cost nothing.
    /// </summary>
    /// <exception cref="PromotionException">The remote does not have one of them, or cannot be reached.</exception>
    public Task FetchAsync(IReadOnlyCollection<CommitSha> commits, CancellationToken cancellationToken) =>
        fetcher.FetchAsync(commits, cancellationToken);

    /// <summary>Updates refs of the remote in one atomic push: all of them, or none.</summary>
    public Task<PushResult> PushAsync(IReadOnlyCollection<RefUpdate> updates, CancellationToken cancellationToken) =>
        writer.PushAsync(updates, cancellationToken);
}
