namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>Failures that more than one change of state meets.</summary>
internal static class PlainGitFailures
{
    /// <param name="what">What has not happened, as the beginning of a sentence.</param>
    /// <param name="limit">The limit of the attempts.</param>
    public static PromotionException Contended(string what, WaitLimit limit) =>
        new(
            FailureKind.Rejected,
            FormattableString.Invariant($"{what}: the remote changed during each of {limit.MaxPauses + 1} attempts.")
        )
        {
            Hint =
                "Run the command again. If nobody else changes the repository, the refs below refs/gitops-promotion/ contradict "
                + "each other: docs/providers/git.md says what they contain.",
        };
}
