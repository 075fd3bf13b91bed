using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>A policy of a branch.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/devops/repos/git/branch-policies</remarks>
public abstract record AzureDevOpsPolicy
{
    private AzureDevOpsPolicy() { }

    public int Id { get; internal init; }

    /// <summary>The name of the branch; null means all branches.</summary>
    public string? Branch { get; init; }

    /// <summary>Whether it blocks. Otherwise it only says what it thinks.</summary>
    public bool IsBlocking { get; init; } = true;

    public bool IsEnabled { get; init; } = true;

    internal abstract Guid Type { get; }

    internal abstract string TypeName { get; }

    internal bool AppliesTo(string branch) => IsEnabled && (Branch is null || Branch == branch);

    /// <summary>A pipeline has to succeed.</summary>
    /// <param name="Pipeline">Its name.</param>
    public sealed record Build(string Pipeline) : AzureDevOpsPolicy
    {
        internal override Guid Type { get; } = new("0609b952-1397-4640-95ec-e00a01b2c241");

        internal override string TypeName => "Build";
    }

    /// <summary>Somebody has to set a status of the pull request to <c>succeeded</c>.</summary>
    public sealed record Status(string? Genre, string Name) : AzureDevOpsPolicy
    {
        /// <summary>Whether a push makes the status count no more.</summary>
        public bool IsResetByPushes { get; init; }

        /// <summary>Whose status counts; null means anybody's.</summary>
        public AzureDevOpsIdentity? Author { get; init; }

        internal override Guid Type { get; } = new("cbdc66da-9728-4af8-aada-9a5a32e4a226");

        internal override string TypeName => "Status";
    }

    /// <summary>So many people other than the author have to approve.</summary>
    public sealed record Reviewers(int Minimum) : AzureDevOpsPolicy
    {
        internal override Guid Type { get; } = new("fa4e907d-c16b-4a4c-9dfa-4906e5d171dd");

        internal override string TypeName => "Minimum number of reviewers";
    }

    /// <summary>Only some ways to merge are allowed. It is asked when a pull request is about to be completed.</summary>
    public sealed record MergeTypes(IReadOnlyList<MergeStyle> Allowed) : AzureDevOpsPolicy
    {
        internal override Guid Type { get; } = new("fa4e907d-c16b-4a4c-9dfa-4916e5d171ab");

        internal override string TypeName => "Require a merge strategy";
    }
}
