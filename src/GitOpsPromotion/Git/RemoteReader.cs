namespace GitOpsPromotion.Git;

/// <summary>Reads refs of the remote.</summary>
internal sealed class RemoteReader(GitProcess process, RemoteConfiguration remote, RemoteRetry retry)
{
    /// <summary>Reads the default branch, and refs by their full names or by prefixes that end in <c>/*</c>.</summary>
    public async Task<RemoteRefs> ReadAsync(IReadOnlyCollection<string> refs, CancellationToken cancellationToken)
    {
        string[] arguments = ["ls-remote", "--symref", remote.Name, "HEAD", .. refs];
        var listed = await retry.RunAsync(token => process.RunAsync(arguments, token), cancellationToken);

        return listed.ExitCode == 0
            ? Parse(listed.Text, refs)
            : throw GitFailure.From($"Reading the refs of {remote.Url} failed.", listed.Error, FailureKind.Unavailable);
    }

    private static RemoteRefs Parse(string output, IReadOnlyCollection<string> refs)
    {
        const string symbolic = "ref: ";
        BranchName? defaultBranch = null;
        Dictionary<string, CommitSha> commits = new(StringComparer.Ordinal);

        foreach (var line in output.Split('\n'))
        {
            if (line.Split('\t') is not [var target, var name])
            {
                continue;
            }

            if (name is "HEAD" && target.StartsWith(symbolic, StringComparison.Ordinal))
            {
                defaultBranch = BranchName.TryParseRef(target[symbolic.Length..], out var branch) ? branch : null;
            }
            else if (CommitSha.TryParse(target, out var commit))
            {
                // HEAD gives the commit of the default branch, so that it need not be requested by name.
                if (name is "HEAD" && defaultBranch is not null)
                {
                    commits[defaultBranch.Ref] = commit;
                }
                else if (refs.Any(pattern => Matches(name, pattern)))
                {
                    commits[name] = commit;
                }
            }
        }

        return new(defaultBranch, commits);
    }

    // git's own patterns also match the end of a name.
    private static bool Matches(string name, string pattern) =>
        pattern.EndsWith("/*", StringComparison.Ordinal)
            ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
            : string.Equals(name, pattern, StringComparison.Ordinal);
}
