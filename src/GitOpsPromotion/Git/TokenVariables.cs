namespace GitOpsPromotion.Git;

/// <summary>Variables that hold a token for a forge: a program that does not talk to the remote does not get them.</summary>
internal static class TokenVariables
{
    /// <summary>Shorter secrets may be a part of something else, such as PATH.</summary>
    private const int MinSearchedLength = 16;

    /// <summary>Those that this tool reads, and those that the command line tools of the forges read.</summary>
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

    /// <summary>Removes them, and all other variables that hold one of the secrets.</summary>
    public static void RemoveFrom(IDictionary<string, string?> environment, IReadOnlyCollection<string> secrets)
    {
        // CI systems hand one token over under several names.
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
