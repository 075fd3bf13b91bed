using System.Text;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads from the remote what everything else is based on.</summary>
internal static class BaseSnapshotReader
{
    private static readonly BranchName Fallback = BranchName.Parse("main");

    /// <summary>Reads the default branch's tip and the configuration in it.</summary>
    public static async Task<BaseSnapshot> ReadAsync(GitRepository repository, CancellationToken cancellationToken) =>
        (await ReadAsync(repository, guess: null, cancellationToken)).Base;

    /// <summary>Reads the same, and in the same moment the tip of another branch; null where there is no such branch.</summary>
    public static async Task<(BaseSnapshot Base, CommitSha? Tip)> ReadAsync(
        GitRepository repository,
        BranchName? guess,
        CancellationToken cancellationToken
    )
    {
        string[] also = guess is null ? [] : [guess.Ref];
        var refs = await repository.Remote.ReadRefsAsync([Fallback.Ref, .. also], cancellationToken);
        var found = await ReadAsync(repository, refs.DefaultBranch ?? Fallback, refs, cancellationToken);

        if (found.Configuration.Branch is { } name && Configured(name) is var configured && configured != found.Branch)
        {
            refs = await repository.Remote.ReadRefsAsync([configured.Ref, .. also], cancellationToken);
            found = await ReadAsync(repository, configured, refs, cancellationToken);
        }

        return (found, guess is null ? null : refs.Find(guess.Ref));
    }

    /// <summary>The tip of a branch at the remote, which need not have been fetched; null where there is no such branch.</summary>
    public static async Task<CommitSha?> ReadTipAsync(
        GitRepository repository,
        BranchName branch,
        CancellationToken cancellationToken
    )
    {
        var refs = await repository.Remote.ReadRefsAsync([branch.Ref], cancellationToken);
        return refs.Find(branch.Ref);
    }

    /// <summary>Reads the tip of the branch that the remote's HEAD names, where the configuration cannot say another.</summary>
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
        return content is null
            ? throw await MissingConfiguration.ExplainAsync(repository, branch, tip, cancellationToken)
            : new BaseSnapshot(branch, tip, ConfigurationReader.Read(Encoding.UTF8.GetString(content)));
    }

    private static BranchName Configured(string name) =>
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
