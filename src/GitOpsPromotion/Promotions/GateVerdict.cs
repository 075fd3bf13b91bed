using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Promotions;

/// <summary>The state of a gate.</summary>
public abstract record GateVerdict
{
    private GateVerdict() { }

    /// <summary>There is at least one status, and all succeeded.</summary>
    /// <param name="Commits">The commits that they were found on, newest first.</param>
    public sealed record Open(IReadOnlyList<CommitSha> Commits) : GateVerdict;

    /// <summary>No status was reported yet.</summary>
    public sealed record NoStatus : GateVerdict
    {
        /// <summary>The contexts of other statuses, in order. Untrusted text from the forge.</summary>
        public IReadOnlyList<string> Ignored { get; init; } = [];
    }

    /// <summary>Some statuses are pending or failed.</summary>
    /// <param name="Waiting">These statuses, each with its commit.</param>
    public sealed record Closed(IReadOnlyList<(CommitSha Commit, CommitStatus Status)> Waiting) : GateVerdict;
}
