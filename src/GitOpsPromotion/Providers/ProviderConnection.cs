using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers;

/// <summary>What providers are made from; each takes what it needs.</summary>
/// <param name="Repository">The user's repository. Its remote is the one whose pull requests are meant.</param>
/// <param name="Http">For the forge's API. It must not follow redirects by itself.</param>
/// <param name="Token">The credential for the forge's API; null where there is none.</param>
/// <param name="Time">The clock that waits and retries use.</param>
public sealed record ProviderConnection(GitRepository Repository, HttpClient Http, string? Token, TimeProvider Time)
{
    /// <summary>
    /// What the names of the tool's own branches begin with. Lists show pull requests from other branches as far as the
    /// forge's list does.
    /// </summary>
    public string SourceBranchPrefix { get; init; } = "";

    /// <summary>Never shows the token.</summary>
    public override string ToString() => $"{nameof(ProviderConnection)} to {Repository.Remote.Url}";
}
