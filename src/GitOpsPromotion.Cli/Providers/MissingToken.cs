namespace GitOpsPromotion.Cli.Providers;

/// <summary>The hint for refused access when no token is set.</summary>
internal static class MissingToken
{
    /// <summary>Names the variables to set; null for a provider that takes no token.</summary>
    public static string? HintFor(KnownProvider provider) =>
        provider.TokenVariables.Count == 0
            ? null
            : $"No token is set. Set {KnownProvider.CommonTokenVariable} or {string.Join(" or ", provider.TokenVariables)} to a "
                + "token with read and write access to this repository, or configure a git credential helper.";
}
