namespace GitOpsPromotion.Git;

/// <summary>Settings and variables of git commands that connect to the remote.</summary>
/// <param name="Settings">Git settings. They may contain the token.</param>
/// <param name="UsesHelpers">Whether git's credential helpers authenticate. A helper may read a token from a variable, as <c>gh</c> does.</param>
internal sealed record RemoteAccess(IReadOnlyList<KeyValuePair<string, string>> Settings, bool UsesHelpers)
{
    /// <summary>Environment variables to set.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
