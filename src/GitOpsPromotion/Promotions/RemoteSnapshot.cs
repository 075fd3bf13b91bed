using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>The default branch and the promotion branches at the remote, from one request.</summary>
/// <param name="Base">The default branch.</param>
/// <param name="PromotionBranches">The tips of the promotion branches by the full names of their refs, not fetched.</param>
public sealed record RemoteSnapshot(BaseSnapshot Base, IReadOnlyDictionary<string, CommitSha> PromotionBranches)
{
    /// <summary>Reads the remote.</summary>
    public static async Task<RemoteSnapshot> ReadAsync(GitRepository repository, CancellationToken cancellationToken)
    {
        var (snapshot, refs) = await BaseSnapshotReader.ReadAsync(
            repository,
            [PromotionBranch.AllRefs],
            cancellationToken
        );
        return new(
            snapshot,
            refs.Commits.Where(found =>
                    BranchName.TryParseRef(found.Key, out var branch) && PromotionBranch.IsPromotion(branch)
                )
                .ToDictionary(found => found.Key, found => found.Value, StringComparer.Ordinal)
        );
    }

    /// <summary>The tip of a promotion branch; null if there is no such branch.</summary>
    public CommitSha? FindTip(BranchName branch) => PromotionBranches.GetValueOrDefault(branch.Ref);
}
