using System.Buffers.Binary;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>The numbers of pull requests: one more than the newest; under contention one of the next few.</summary>
internal sealed class PlainGitNumbers(GitRepository repository)
{
    private const int WidestRange = 64;

    /// <summary>
    /// The refs of the newest numbers stay: a run that read them before other runs took more numbers cannot take one of
    /// these again, unless it stops between reading and pushing while that many pull requests are opened.
    /// </summary>
    private const int Kept = 128;

    private readonly PlainGitStore store = new(repository);

    /// <summary>The refs of numbers that may be deleted. They are deleted many at a time: that way two runs rarely delete the same.</summary>
    /// <param name="taken">All refs of numbers, by number.</param>
    public static IEnumerable<string> Outdated(IReadOnlyList<string> taken) =>
        taken.Count > 2 * Kept ? taken.SkipLast(Kept) : [];

    /// <summary>
    /// From how many numbers a run may choose: one at first, more after each number that another run took. So runs that
    /// open pull requests at the same time stop choosing the same number after a few attempts.
    /// </summary>
    /// <param name="attempts">How many attempts failed before.</param>
    public static int RangeAfter(int attempts) => attempts == 0 ? 1 : Math.Min(WidestRange, 4 << Math.Min(attempts, 8));

    /// <param name="snapshot">Has <see cref="PlainGitRefs.AllLast"/> among its refs.</param>
    /// <param name="head">The head of the pull request. Different heads choose different numbers.</param>
    /// <param name="range">From how many numbers one is chosen.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<int> GetNextAsync(
        PlainGitSnapshot snapshot,
        CommitSha head,
        int range,
        CancellationToken cancellationToken
    )
    {
        var newest = await FindNewestAsync(snapshot, cancellationToken);
        return newest + 1 + Choose(head, newest, range);
    }

    private async Task<int> FindNewestAsync(PlainGitSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (snapshot.Refs.Commits.Keys.Where(PlainGitRefs.IsLast).ToList() is { Count: > 0 } last)
        {
            return last.Max(PlainGitRefs.NumberOf);
        }

        // The first pull request of the repository, or somebody deleted the refs that count.
        var merged = await store.ReadRefsAsync([PlainGitRefs.AllMerged], cancellationToken);
        var open = await store.ReadAsync([PlainGitRefs.AllOpen], cancellationToken);
        return merged
            .Commits.Keys.Select(PlainGitRefs.NumberOf)
            .Concat(open.OpenPullRequests.Select(document => document.Number))
            .Append(0)
            .Max();
    }

    // A commit's name is as good as random, and the newest number changes from attempt to attempt.
    private static int Choose(CommitSha head, int newest, int range)
    {
        var bytes = Convert.FromHexString(head.Value);
        var start = newest % (bytes.Length - sizeof(uint));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(start)) % (uint)range);
    }
}
