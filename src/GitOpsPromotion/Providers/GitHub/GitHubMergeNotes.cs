namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Keeps the note of a merge: in the message of the merge, or where GitHub takes none, in the description.</summary>
internal sealed class GitHubMergeNotes(GitHubPullRequests pullRequests)
{
    /// <summary>Keeps the note for a merge that comes next.</summary>
    /// <param name="open">The pull request.</param>
    /// <param name="method"><c>MERGE</c>, <c>SQUASH</c> or <c>REBASE</c>.</param>
    /// <param name="note">The note, or null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What is to follow the title in the message of the merge; null for GitHub's own.</returns>
    public async Task<string?> WriteAsync(
        GitHubPullRequest open,
        string method,
        MergeNote? note,
        CancellationToken cancellationToken
    )
    {
        switch (method)
        {
            case "REBASE":
                await DescribeAsync(open, note, cancellationToken);
                return null;
            case "MERGE":
                return note is null ? null : $"{open.Value.Title}\n\n{note.Message}";
            default:
                return note?.Message;
        }
    }

    /// <summary>Writes the note into the description, whatever the head of the pull request is.</summary>
    public async Task DescribeAsync(GitHubPullRequest open, MergeNote? note, CancellationToken cancellationToken)
    {
        if (note is null)
        {
            return;
        }

        var value = open.Value;
        DesiredPullRequest draft = new(
            value.SourceBranch,
            value.TargetBranch,
            value.Head,
            value.Title,
            note.Description,
            MergeMode.Manual
        );
        await pullRequests.UpdateAsync(open, draft, look: _ => Task.CompletedTask, cancellationToken);
    }
}
