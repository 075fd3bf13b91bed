using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers;

/// <summary>What a pull request is to be.</summary>
/// <param name="SourceBranch">The branch to merge; it has been pushed.</param>
/// <param name="TargetBranch">The branch to merge into.</param>
/// <param name="Head">The commit that was pushed to <paramref name="SourceBranch"/>.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">The description as Markdown.</param>
/// <param name="MergeMode">Who merges it, and when.</param>
public sealed record DesiredPullRequest(
    BranchName SourceBranch,
    BranchName TargetBranch,
    CommitSha Head,
    string Title,
    string Description,
    MergeMode MergeMode
)
{
    /// <summary>The title, or its beginning where it is longer than a forge takes.</summary>
    /// <param name="length">The most characters, in UTF-16.</param>
    public string TitleWithin(int length) => Cut(Title, length);

    /// <summary>The description, or its beginning where it is longer than a forge takes: what matters most stands there.</summary>
    /// <param name="length">The most characters, in UTF-16.</param>
    public string DescriptionWithin(int length) => Cut(Description, length);

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = length - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
