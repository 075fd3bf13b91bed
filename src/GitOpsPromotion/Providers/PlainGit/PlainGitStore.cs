using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Reads and writes the commits that hold the state.</summary>
/// <remarks>
/// They have the empty tree and only each other as parents: fetching one never brings the repository's content or
/// history along, and none keeps a deleted branch alive.
/// </remarks>
internal sealed class PlainGitStore(GitRepository repository)
{
    /// <summary>Reads refs, and the state that they name.</summary>
    /// <param name="refs">Full names, or prefixes that end in <c>/*</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<PlainGitSnapshot> ReadAsync(IReadOnlyCollection<string> refs, CancellationToken cancellationToken)
    {
        for (RemoteRefs? before = null; ; )
        {
            var now = await repository.Remote.ReadRefsAsync(refs, cancellationToken);
            var states = now
                .Commits.Where(entry => PlainGitRefs.IsState(entry.Key))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .ToList();

            try
            {
                return new(now, await ReadMessagesAsync(states, cancellationToken));
            }
            catch (PromotionException)
                when (before is null || states.Any(state => before.Find(state.Key) != state.Value))
            {
                // Some servers give only what their refs name, and these may have been moved on since they were read.
                before = now;
            }
        }
    }

    /// <summary>Reads refs alone.</summary>
    public Task<RemoteRefs> ReadRefsAsync(IReadOnlyCollection<string> refs, CancellationToken cancellationToken) =>
        repository.Remote.ReadRefsAsync(refs, cancellationToken);

    /// <summary>Adds to a snapshot what is remembered of a commit that others merged.</summary>
    public async Task<PlainGitSnapshot> AddAsync(
        PlainGitSnapshot snapshot,
        CommitSha merge,
        CancellationToken cancellationToken
    )
    {
        var more = await ReadRefsAsync([PlainGitRefs.MergedCommit(merge)], cancellationToken);
        Dictionary<string, CommitSha> commits = new(snapshot.Refs.Commits, StringComparer.Ordinal);
        foreach (var (name, commit) in more.Commits)
        {
            commits[name] = commit;
        }

        return snapshot with
        {
            Refs = snapshot.Refs with { Commits = commits },
        };
    }

    /// <param name="document">The new state.</param>
    /// <param name="previous">The commit of the state before; null for the first.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<CommitSha> WriteAsync(
        PullRequestDocument document,
        CommitSha? previous,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            PlainGitDocument.Write(document.Subject, document, PlainGitDocument.Json.PullRequestDocument),
            previous,
            cancellationToken
        );

    /// <param name="document">The new state.</param>
    /// <param name="newest">The status of <paramref name="document"/> that is new.</param>
    /// <param name="previous">The commit of the state before; null for the first.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<CommitSha> WriteAsync(
        StatusesDocument document,
        CommitStatus newest,
        CommitSha? previous,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            PlainGitDocument.Write(
                $"{newest.Context} {StateJsonConverter.WordFor(newest.State)}",
                document,
                PlainGitDocument.Json.StatusesDocument
            ),
            previous,
            cancellationToken
        );

    private async Task<CommitSha> WriteAsync(
        string message,
        CommitSha? previous,
        CancellationToken cancellationToken
    ) =>
        await repository.CommitAsync(
            repository.EmptyTreeId,
            previous is null ? [] : [previous],
            message,
            cancellationToken
        );

    private async Task<IReadOnlyDictionary<string, string>> ReadMessagesAsync(
        List<KeyValuePair<string, CommitSha>> states,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, string> messages = new(StringComparer.Ordinal);
        if (states.Count == 0)
        {
            return messages;
        }

        await repository.Remote.FetchAsync([.. states.Select(state => state.Value).Distinct()], cancellationToken);
        long length = 0;
        foreach (var (name, commit) in states)
        {
            // A ref of somebody else's may name another kind of object; its reader says so.
            var message = (await repository.FindCommitAsync(commit, cancellationToken))?.Message ?? "";
            messages.Add(name, message);
            length += message.Length;
            if (length > Limits.PullRequestStates)
            {
                throw Limits.Exceeded("The state below refs/gitops-promotion/", length, Limits.PullRequestStates);
            }
        }

        return messages;
    }
}
