namespace GitOpsPromotion.Git;

/// <summary>
/// Brings the blobs that a partial clone has left at its remote, all in one fetch. Asked for one by one, git would
/// fetch them one by one.
/// </summary>
internal sealed class MissingBlobs(GitProcess process, RemoteConfiguration remote, RemoteRetry retry)
{
    public async Task FetchAsync(IReadOnlyList<string> blobs, CancellationToken cancellationToken)
    {
        // With --missing, rev-list is one of few commands that look without fetching.
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

        // As git's own promisor-remote.c: there is nothing to negotiate about single blobs.
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
                $"The contents of {missing.Length} files were not fetched from {remote.Url}.",
                fetched.Error,
                FailureKind.Unavailable
            );
        }
    }

    private static string Lines(IEnumerable<string> ids) => string.Concat(ids.Select(id => id + '\n'));
}
