namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Title and description of a draft, as far as Azure DevOps takes them.</summary>
/// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/update</remarks>
internal static class AzureDevOpsWords
{
    private const int MaxTitle = 400;
    private const int MaxDescription = 4000;

    public static string TitleOf(DesiredPullRequest draft) => draft.TitleWithin(MaxTitle);

    /// <exception cref="PromotionException">What it begins with for this tool does not fit: it is never cut.</exception>
    public static string DescriptionOf(DesiredPullRequest draft)
    {
        const string Start = "<!--";
        const string End = "-->";
        var description = draft.DescriptionWithin(MaxDescription);
        return
            description.StartsWith(Start, StringComparison.Ordinal)
            && !description.Contains(End, StringComparison.Ordinal)
            ? throw AzureDevOpsFailures.DescriptionTooLong(draft, MaxDescription)
            : description;
    }

    /// <summary>What must change for a pull request to say what the draft says.</summary>
    public static PullRequestChange ChangeTo(DesiredPullRequest draft, AzureDevOpsPullRequest current)
    {
        var title = TitleOf(draft);
        var description = DescriptionOf(draft);
        return new PullRequestChange
        {
            Title = AreSame(title, current.Title) ? null : title,
            Description = AreSame(description, current.Description) ? null : description,
        };
    }

    // A server may write lines as Windows does.
    private static bool AreSame(string wanted, string? current) =>
        string.Equals(
            wanted.ReplaceLineEndings("\n").Trim(),
            (current ?? "").ReplaceLineEndings("\n").Trim(),
            StringComparison.Ordinal
        );
}
