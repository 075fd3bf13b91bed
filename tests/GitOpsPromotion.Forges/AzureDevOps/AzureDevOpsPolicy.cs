using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A blocking policy of the default branch.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/devops/repos/git/branch-policies</remarks>
public abstract record AzureDevOpsPolicy
{
    private AzureDevOpsPolicy() { }

    public int Id { get; internal init; }

    internal abstract Guid Type { get; }

    internal abstract string TypeName { get; }

    /// <summary><c>queued</c>, <c>approved</c> and so on, for a pull request.</summary>
    internal virtual string Evaluate(AzureDevOpsPullRequest pull) => "approved";

    /// <summary>A pipeline has to succeed.</summary>
    /// <param name="Pipeline">Its name.</param>
    public sealed record Build(string Pipeline) : AzureDevOpsPolicy
    {
        internal override Guid Type { get; } = new("0609b952-1397-4640-95ec-e00a01b2c241");

        internal override string TypeName => "Build";

        internal override string Evaluate(AzureDevOpsPullRequest pull) => pull.Builds.GetValueOrDefault(Id, "queued");
    }

    /// <summary>A status of the pull request has to be <c>succeeded</c>.</summary>
    public sealed record Status(string? Genre, string Name) : AzureDevOpsPolicy
    {
        /// <summary>Whether a push invalidates the status.</summary>
        public bool IsResetByPushes { get; init; }

        internal override Guid Type { get; } = new("cbdc66da-9728-4af8-aada-9a5a32e4a226");

        internal override string TypeName => "Status";

        internal override string Evaluate(AzureDevOpsPullRequest pull) =>
            pull
                .Statuses.FindLast(status =>
                    status.IsFor(Genre, Name)
                    && (status.Iteration is null || status.Iteration == pull.Iteration)
                    && (!IsResetByPushes || status.SetAtIteration == pull.Iteration)
                )
                ?.State switch
            {
                "succeeded" => "approved",
                "failed" or "error" => "rejected",
                "notApplicable" => "notApplicable",
                _ => "queued",
            };
    }

    /// <summary>Only some strategies are allowed, which is checked when a pull request is about to be completed.</summary>
    public sealed record MergeTypes(IReadOnlyList<MergeStyle> Allowed) : AzureDevOpsPolicy
    {
        internal override Guid Type { get; } = new("fa4e907d-c16b-4a4c-9dfa-4916e5d171ab");

        internal override string TypeName => "Require a merge strategy";
    }
}
