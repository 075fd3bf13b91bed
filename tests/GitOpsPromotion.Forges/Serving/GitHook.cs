namespace GitOpsPromotion.Forges.Serving;

/// <summary>Hooks for one push, which git finds through its environment.</summary>
internal static class GitHook
{
    /// <param name="folder">The folder of the hooks.</param>
    public static IReadOnlyList<(string Name, string Value)> Environment(string folder) =>
        [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "core.hooksPath"), ("GIT_CONFIG_VALUE_0", folder)];
}
