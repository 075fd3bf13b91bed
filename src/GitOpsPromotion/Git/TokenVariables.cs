namespace GitOpsPromotion.Git;

/// <summary>Variables with a token for a forge. Programs that do not connect to the remote do not get them.</summary>
internal static class TokenVariables
{
    /// <summary>Shorter secrets may occur in other values by chance, such as PATH.</summary>
    private const int MinSearchedLength = 16;

    /// <summary>The variables that this tool and the command-line tools of the forges read.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "GITOPS_PROMOTION_TOKEN",
        "GITHUB_TOKEN",
        "GH_TOKEN",
        "GITHUB_ENTERPRISE_TOKEN",
        "GH_ENTERPRISE_TOKEN",
        "SYSTEM_ACCESSTOKEN",
        "AZURE_DEVOPS_EXT_PAT",
    ];

    /// <summary>Removes these variables, and all others that contain one of the secrets.</summary>
    public static void RemoveFrom(IDictionary<string, string?> environment, IReadOnlyCollection<string> secrets)
    {
        // CI systems pass the same token under several names.
        string[] all =
        [
            .. secrets,
            .. environment
                .Where(variable => IsToken(variable.Key))
                .Select(variable => variable.Value?.Trim() ?? "")
                .Where(value => value.Length >= MinSearchedLength),
        ];
        foreach (var (name, value) in environment.ToArray())
        {
            if (IsToken(name) || all.Any(secret => Contains(value, secret)))
            {
                environment.Remove(name);
            }
        }
    }

    private static bool IsToken(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool Contains(string? value, string secret) =>
        value is not null
        && (
            string.Equals(value.Trim(), secret, StringComparison.Ordinal)
            || (secret.Length >= MinSearchedLength && value.Contains(secret, StringComparison.Ordinal))
        );
}
