namespace GitOpsPromotion.Forges.GitHub;

/// <summary>The kinds of token, which GitHub words its refusals by.</summary>
public enum GitHubTokenKind
{
    /// <summary>A classic personal access token.</summary>
    Classic,

    /// <summary>A fine-grained personal access token.</summary>
    FineGrained,

    /// <summary>An installation of an app, such as a workflow's <c>GITHUB_TOKEN</c>.</summary>
    App,
}
