using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Explains why a commit has no configuration. Runs only after a failure.</summary>
internal static class MissingConfiguration
{
    private const string OtherExtension = "gitops-promotion.yml";
    private const int MaxNames = 3;

    public static async Task<PromotionException> ExplainAsync(
        GitRepository repository,
        BranchName branch,
        CommitSha tip,
        CancellationToken cancellationToken
    )
    {
        var entries = await repository.Files.ListEntriesAsync(tip, "", cancellationToken);
        var similar = entries.Where(entry => IsSimilar(entry.Path)).Take(MaxNames).ToList();
        var isLocal = await repository.Checkout.HasFileAsync(ConfigurationReader.FileName, cancellationToken);
        return ConfigurationReader.Missing(
            $"the root of branch '{branch}' of {repository.Remote.Url} (commit {tip.Abbreviated})",
            isLocal ? $"It is in the working copy: commit it and push it to branch '{branch}'."
                : similar.Count > 0 ? string.Join(' ', similar.Select(Describe))
                : null
        );
    }

    private static bool IsSimilar(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return string.Equals(name, ConfigurationReader.FileName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(name, OtherExtension, StringComparison.OrdinalIgnoreCase);
    }

    private static string Describe(TreeFile entry) =>
        entry.Path.Contains('/', StringComparison.Ordinal)
            ? $"There is {entry.Path}, which is not at the root: move it there as {ConfigurationReader.FileName}."
        : entry.IsSymbolicLink ? $"{entry.Path} is a symbolic link, which is not followed: replace it with the file."
        : $"There is {entry.Path}: rename it to {ConfigurationReader.FileName}.";
}
