namespace GitOpsPromotion.Providers;

/// <summary>Failures of what is done with a pull request lead to its page.</summary>
internal static class PullRequestFailures
{
    public static async Task<T> LeadingToAsync<T>(this Task<T> work, PullRequest pullRequest)
    {
        try
        {
            return await work;
        }
        catch (PromotionException failure) when (failure.Page is null && pullRequest.Page is not null)
        {
            throw new PromotionException(failure.Kind, failure.Message, failure)
            {
                Hint = failure.Hint,
                IsStale = failure.IsStale,
                MayHaveTakenEffect = failure.MayHaveTakenEffect,
                Page = pullRequest.Page,
            };
        }
    }
}
