namespace GitOpsPromotion.Git;

/// <summary>
/// Fetches blobs that are missing in a partial clone, all at once. Without this, git would fetch each one when it is
/// read.
/// </summary>
internal sealed class MissingBlobs(GitProcess process, RemoteConfiguration remote, RemoteRetry retry)
{
    public async Task FetchAsync(IReadOnlyList<string> blobs, CancellationToken cancellationToken)
    {
        // With --missing, rev-list does not fetch, unlike most commands.
        var listed = await process.RunAsync(
            [
                "rev-list",
                "--objects",
                "--no-object-names",
                "--no-walk",
                "--ignore-missing",
                "--missing=print",
                "--stdin",
            ],
            Lines(blobs),
            cancellationToken
        );
        var present = listed.Text.Split('\n').ToHashSet(StringComparer.Ordinal);
        var missing = blobs.Where(blob => !present.Contains(blob)).ToArray();

        if (missing.Length == 0)
        {
            return;
        }

        // Same as git's promisor-remote.c: negotiation is useless for single blobs.
        string[] arguments =
        [
            "-c",
            "fetch.negotiationAlgorithm=noop",
            "fetch",
            "--no-tags",
            "--no-write-fetch-head",
            "--recurse-submodules=no",
            "--filter=blob:none",
            "--stdin",
            remote.Name,
        ];
        var fetched = await retry.RunAsync(
            token => process.RunAsync(arguments, Lines(missing), token),
            cancellationToken
        );

        if (fetched.ExitCode != 0)
        {
            throw GitFailure.From(
                $"Fetching the contents of {missing.Length} files from {remote.Url} failed.",
                fetched.Error,
                FailureKind.Unavailable
            );
        }
    }

    private static string Lines(IEnumerable<string> ids) => string.Concat(ids.Select(id => id + '\n'));
}
