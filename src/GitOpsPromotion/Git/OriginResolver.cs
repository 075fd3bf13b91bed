namespace GitOpsPromotion.Git;

/// <summary>Finds the remote that promotions are pushed to.</summary>
internal static class OriginResolver
{
    /// <exception cref="PromotionException">There is no repository, or it has no remote <c>origin</c>.</exception>
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

        // git config also works outside of repositories. If there is no repository, this fails with a better message.
        await using ObjectReader probe = new(new(directory, GitEnvironment.Inherited, trace));
        await probe.ExistAsync(["HEAD"], cancellationToken);
        throw new PromotionException(
            FailureKind.Configuration,
            $"The repository in '{directory}' has no remote 'origin'."
        )
        {
            Hint = "Promotions are pushed to origin. Add it: git remote add origin <url>.",
        };
    }
}
