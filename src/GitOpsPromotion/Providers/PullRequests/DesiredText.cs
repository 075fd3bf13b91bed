namespace GitOpsPromotion.Providers.PullRequests;

/// <summary>Title and description as far as a forge accepts them.</summary>
internal static class DesiredText
{
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";

    public static string TitleOf(DesiredPullRequest desired, ForgeTraits forge) => Cut(desired.Title, forge.MaxTitle);

    public static string DescriptionOf(DesiredPullRequest desired, ForgeTraits forge) =>
        Cut(desired.Description, forge.MaxDescription);

    /// <summary>Whether the comment that the description begins with would be cut. Programs read it, so it must be whole.</summary>
    public static bool Exceeds(DesiredPullRequest desired, ForgeTraits forge)
    {
        var description = DescriptionOf(desired, forge);
        return description.StartsWith(CommentStart, StringComparison.Ordinal)
            && !description.Contains(CommentEnd, StringComparison.Ordinal)
            && desired.Description.Contains(CommentEnd, StringComparison.Ordinal);
    }

    /// <summary>What must change for the pull request to have the desired text; null for nothing.</summary>
    public static PullRequestText? ChangeOf(PullRequest open, DesiredPullRequest desired, ForgeTraits forge)
    {
        var (title, description) = (TitleOf(desired, forge), DescriptionOf(desired, forge));
        PullRequestText change = new(
            AreSame(title, open.Title) ? null : title,
            AreSame(description, open.Description) ? null : description
        );
        return change is { Title: null, Description: null } ? null : change;
    }

    // Forges store line endings, and blank space at the ends, in their own way.
    private static bool AreSame(string one, string other) =>
        one.ReplaceLineEndings("\n").Trim() == other.ReplaceLineEndings("\n").Trim();

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
