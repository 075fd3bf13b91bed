namespace GitOpsPromotion.Git;

/// <summary>Finds the remote that promotions are pushed to.</summary>
internal static class OriginResolver
{
    /// <exception cref="PromotionException">There is no repository, or none with that remote.</exception>
    public static async Task<RemoteConfiguration> ResolveAsync(
        string directory,
        GitConfiguration configuration,
        IProgress<string>? trace,
        CancellationToken cancellationToken
    )
    {
        if (RemoteConfiguration.Find(configuration) is { } origin)
        {
            return origin;
        }

        // Git reads its settings outside of repositories, too: that there is none is the better answer then.
        await using ObjectReader probe = new(new(directory, GitEnvironment.Inherited, trace));
        await probe.ExistAsync(["HEAD"], cancellationToken);
        throw new PromotionException(
            FailureKind.Configuration,
            $"The repository in '{directory}' has no remote 'origin'."
        )
        {
            Hint = "Promotions are pushed there. Add it: git remote add origin <url>.",
        };
    }
}
