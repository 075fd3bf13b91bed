using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>What the statuses say at one moment.</summary>
public abstract record GateVerdict
{
    private GateVerdict() { }

    /// <summary>At least one status, and all succeeded.</summary>
    /// <param name="Commits">The commits that they were found on, newest first.</param>
    public sealed record Open(IReadOnlyList<CommitSha> Commits) : GateVerdict;

    /// <summary>Nobody has reported yet.</summary>
    public sealed record NoStatus : GateVerdict
    {
        /// <summary>The contexts of statuses that were there and do not count, in order. Remote text: never trusted.</summary>
        public IReadOnlyList<string> Ignored { get; init; } = [];
    }

    /// <summary>Some have not succeeded yet.</summary>
    /// <param name="Waiting">Those that are pending or have failed, each with its commit.</param>
    public sealed record Closed(IReadOnlyList<(CommitSha Commit, CommitStatus Status)> Waiting) : GateVerdict;
}
