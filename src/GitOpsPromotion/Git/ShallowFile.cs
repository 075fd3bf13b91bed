namespace GitOpsPromotion.Git;

/// <summary>The file <c>shallow</c>: the boundary commits of a shallow clone, one per line.</summary>
/// <remarks>
/// If the history has merges, <c>git fetch --shallow-since</c> lists commits that the server did not send, and the next
/// deepening fetch fails. Source: https://git-scm.com/docs/shallow
/// </remarks>
internal sealed class ShallowFile(GitProcess process, MissingCommits missing)
{
    private string? path;
    private IReadOnlyList<string> checkedLines = [];

    /// <summary>The current lines; other processes change the file as well. Null in a full clone.</summary>
    public async Task<IReadOnlyList<string>?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllLinesAsync(await LocateAsync(cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Removes commits that are not in the object database. Starts no process if the file has not changed since the last
    /// call.
    /// </summary>
    public async Task RepairAsync(CancellationToken cancellationToken)
    {
        var lines = await ReadAsync(cancellationToken) ?? [];
        // On the real clock: the other processes are real.
        Backoff backoff = new(TimeProvider.System, RetryLimits.ShallowFile);

        for (
            var attempt = 1;
            !lines.SequenceEqual(checkedLines, StringComparer.Ordinal)
                && (await FindMissingAsync(lines, cancellationToken)).Count > 0
                && attempt <= RetryLimits.ShallowFile.MaxPauses + 1;
            attempt++
        )
        {
            // Another process holds the lock during its fetch, and may repair the file.
            if (!await TryRewriteAsync(cancellationToken))
            {
                await backoff.TryPauseAsync(wait: null, cancellationToken);
            }

            lines = await ReadAsync(cancellationToken) ?? [];
        }

        checkedLines = lines;
    }

    /// <summary>Rewrites the file under git's lock: creates, writes and renames <c>shallow.lock</c>.</summary>
    private async Task<bool> TryRewriteAsync(CancellationToken cancellationToken)
    {
        var file = await LocateAsync(cancellationToken);
        var lockFile = $"{file}.lock";
        try
        {
            await using (File.Open(lockFile, FileMode.CreateNew)) { }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        var isHeld = true;
        try
        {
            var lines = await ReadAsync(cancellationToken) ?? [];
            var left = lines
                .Except(await FindMissingAsync(lines, cancellationToken), StringComparer.Ordinal)
                .Select(line => $"{line}\n")
                .ToArray();

            if (left.Length == 0)
            {
                // git treats a clone with an empty file as shallow.
                File.Delete(file);
                return true;
            }

            await File.WriteAllTextAsync(lockFile, string.Concat(left), cancellationToken);
            KeepMode(file, lockFile);
            File.Move(lockFile, file, overwrite: true);
            isHeld = false;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            if (isHeld)
            {
                File.Delete(lockFile);
            }
        }
    }

    private async Task<IReadOnlyCollection<string>> FindMissingAsync(
        IReadOnlyList<string> lines,
        CancellationToken cancellationToken
    )
    {
        CommitSha[] commits =
        [
            .. lines.Select(line => CommitSha.TryParse(line, out var commit) ? commit : null).OfType<CommitSha>(),
        ];
        return [.. (await missing.FindAsync(commits, cancellationToken)).Select(commit => commit.Value)];
    }

    private async Task<string> LocateAsync(CancellationToken cancellationToken) =>
        path ??= process.GetFullPath(
            (await process.RunAsync(["rev-parse", "--git-path", "shallow"], cancellationToken)).Line
        );

    // A shared repository must stay readable for its group.
    private static void KeepMode(string from, string to)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
        }
    }
}
