using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers;

/// <summary>What a pull request is to be.</summary>
/// <param name="Source">The branch to merge; it has been pushed.</param>
/// <param name="Target">The branch to merge into.</param>
/// <param name="Head">The commit that was pushed to <paramref name="Source"/>.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">The description as Markdown.</param>
/// <param name="Merging">Who merges it, and when.</param>
public sealed record PullRequestDraft(
    BranchName Source,
    BranchName Target,
    CommitSha Head,
    string Title,
    string Body,
    Merging Merging
)
{
    /// <summary>The title, or its beginning where it is longer than a forge takes.</summary>
    /// <param name="length">The most characters, in UTF-16.</param>
    public string TitleWithin(int length) => Cut(Title, length);

    /// <summary>The description, or its beginning where it is longer than a forge takes: what matters most stands there.</summary>
    /// <param name="length">The most characters, in UTF-16.</param>
    public string BodyWithin(int length) => Cut(Body, length);

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
