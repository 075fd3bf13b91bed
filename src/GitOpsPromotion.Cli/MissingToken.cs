using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli;

/// <summary>What to do where access was refused and no token is set.</summary>
internal static class MissingToken
{
    /// <summary>The variables to set; null for a provider that takes no token.</summary>
    public static string? HintFor(KnownProvider provider) =>
        provider.TokenVariables.Count == 0
            ? null
            : $"No token is set. Set {Composition.TokenVariable} or {string.Join(" or ", provider.TokenVariables)} to a token "
                + "that may read and write this repository, or let git have credentials for it.";
}
