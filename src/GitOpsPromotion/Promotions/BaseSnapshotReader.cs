using System.Text;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads the default branch and its configuration from the remote.</summary>
internal static class BaseSnapshotReader
{
    private static readonly BranchName Fallback = BranchName.Parse("main");

    /// <summary>Reads the tip of the default branch and the configuration in it.</summary>
    public static async Task<BaseSnapshot> ReadAsync(GitRepository repository, CancellationToken cancellationToken) =>
        (await ReadAsync(repository, [], cancellationToken)).Base;

    /// <summary>Reads the same, and other refs in the same request.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="otherRefs">Full names, or prefixes that end in <c>/*</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<(BaseSnapshot Base, RemoteRefs Refs)> ReadAsync(
        GitRepository repository,
        IReadOnlyCollection<string> otherRefs,
        CancellationToken cancellationToken
    )
    {
        var refs = await repository.Remote.ReadRefsAsync([Fallback.Ref, .. otherRefs], cancellationToken);
        var snapshot = await ReadAsync(repository, refs.DefaultBranch ?? Fallback, refs, cancellationToken);
        var configured = snapshot.Configuration.Branch is { } name ? ParseBranch(name) : snapshot.Branch;
        if (configured == snapshot.Branch)
        {
            return (snapshot, refs);
        }

        refs = await repository.Remote.ReadRefsAsync([configured.Ref, .. otherRefs], cancellationToken);
        return (await ReadAsync(repository, configured, refs, cancellationToken), refs);
    }

    /// <summary>The tip of a branch at the remote, which is not fetched; null if there is no such branch.</summary>
    public static async Task<CommitSha?> ReadTipAsync(
        GitRepository repository,
        BranchName branch,
        CancellationToken cancellationToken
    )
    {
        var refs = await repository.Remote.ReadRefsAsync([branch.Ref], cancellationToken);
        return refs.Find(branch.Ref);
    }

    /// <summary>Reads the tip of the branch that the remote's HEAD names, for a repository without a valid configuration.</summary>
    public static async Task<(BranchName Branch, CommitSha Tip)> ReadDefaultTipAsync(
        GitRepository repository,
        CancellationToken cancellationToken
    )
    {
        var refs = await repository.Remote.ReadRefsAsync([Fallback.Ref], cancellationToken);
        var branch = refs.DefaultBranch ?? Fallback;
        return (branch, await FetchTipAsync(repository, branch, refs, cancellationToken));
    }

    private static async Task<CommitSha> FetchTipAsync(
        GitRepository repository,
        BranchName branch,
        RemoteRefs refs,
        CancellationToken cancellationToken
    )
    {
        if (refs.Find(branch.Ref) is not { } tip)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"The remote {repository.Remote.Url} has no branch '{branch}' to start from."
            )
            {
                Hint =
                    "Push the branch. The default branch is the one that HEAD of the remote names, "
                    + $"unless 'branch:' in {ConfigurationReader.FileName} there names another.",
            };
        }

        await repository.Remote.FetchAsync([tip], cancellationToken);
        return tip;
    }

    private static async Task<BaseSnapshot> ReadAsync(
        GitRepository repository,
        BranchName branch,
        RemoteRefs refs,
        CancellationToken cancellationToken
    )
    {
        var tip = await FetchTipAsync(repository, branch, refs, cancellationToken);
        var content = await repository.Files.ReadFileAsync(tip, ConfigurationReader.FileName, cancellationToken);
        if (content is null)
        {
            throw await MissingConfiguration.ExplainAsync(repository, branch, tip, cancellationToken);
        }

        return new BaseSnapshot(branch, tip, ConfigurationReader.Read(Encoding.UTF8.GetString(content)));
    }

    private static BranchName ParseBranch(string name) =>
        BranchName.TryParse(name, out var branch)
            ? branch
            : throw new PromotionException(
                FailureKind.Configuration,
                $"{ConfigurationReader.FileName}: 'branch: {name}' is not a branch name."
            )
            {
                Hint = $"Write {BranchName.Form}.",
            };
}
