namespace GitOpsPromotion.Forges.GitHub;

/// <summary>A token, and what its bearer may do.</summary>
/// <param name="Value">The secret.</param>
/// <param name="Kind">What kind of token it is.</param>
/// <param name="Login">Whose it is.</param>
/// <param name="Permissions">Levels by name, such as <c>contents</c> = <c>write</c>. Null grants all.</param>
public sealed record GitHubToken(
    string Value,
    GitHubTokenKind Kind,
    string Login,
    IReadOnlyDictionary<string, string>? Permissions
)
{
    /// <summary>The repositories it sees, such as <c>acme/gitops</c>. Null means all.</summary>
    public IReadOnlyList<string>? Repositories { get; init; }

    /// <summary>Whether single sign-on of the organization was not authorised for it.</summary>
    public bool LacksSingleSignOn { get; init; }

    /// <summary>Whether the rules of branches do not hold for its bearer, such as an administrator.</summary>
    public bool BypassesRules { get; init; }

    internal bool Sees(string repository) =>
        Repositories?.Contains(repository, StringComparer.OrdinalIgnoreCase) ?? true;

    /// <param name="permission">What is needed, such as <c>contents=write</c>.</param>
    internal bool Has(string permission) =>
        permission.Split('=') is [var name, var level]
        && (
            Permissions is null
            || name is "metadata"
            || Permissions.GetValueOrDefault(name) is { } granted && (granted == level || granted is "write")
        );
}
