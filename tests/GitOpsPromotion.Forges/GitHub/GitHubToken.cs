namespace GitOpsPromotion.Forges.GitHub;

/// <summary>A fine-grained personal access token.</summary>
/// <param name="Value">The secret.</param>
/// <param name="Permissions">Such as <c>contents=write</c>. None grants all.</param>
public sealed record GitHubToken(string Value, IReadOnlyList<string> Permissions)
{
    /// <summary>The user whose tokens are used.</summary>
    public const string Login = "grace";

    /// <summary>Whether the rules of branches do not hold for its bearer, such as an administrator.</summary>
    public bool BypassesRules { get; init; }

    /// <param name="permission">What is needed, such as <c>contents=read</c>, which <c>contents=write</c> includes.</param>
    internal bool Has(string permission) =>
        Permissions is []
        || permission.StartsWith("metadata=", StringComparison.Ordinal)
        || Permissions.Contains(permission, StringComparer.Ordinal)
        || Permissions.Contains(
            permission.Replace("=read", "=write", StringComparison.Ordinal),
            StringComparer.Ordinal
        );
}
