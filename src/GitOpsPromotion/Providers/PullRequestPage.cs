namespace GitOpsPromotion.Providers;

/// <summary>Failures about a pull request name its page.</summary>
internal static class PullRequestPage
{
    /// <summary>The same work; its failures name the page of the pull request.</summary>
    public static async Task<T> LeadingToAsync<T>(this Task<T> work, PullRequest pullRequest)
    {
        try
        {
            return await work;
        }
        catch (PromotionException failure) when (failure.Page is null && pullRequest.Page is not null)
        {
            throw failure.WithPage(pullRequest.Page);
        }
    }

    /// <summary>The same failure with a page.</summary>
    public static PromotionException WithPage(this PromotionException failure, Uri page) =>
        new(failure.Kind, failure.Message, failure)
        {
            Hint = failure.Hint,
            IsStale = failure.IsStale,
            MayHaveTakenEffect = failure.MayHaveTakenEffect,
            Page = page,
        };
}
