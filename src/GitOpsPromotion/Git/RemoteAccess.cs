namespace GitOpsPromotion.Git;

/// <summary>What a git process that talks to the remote gets beyond the other ones.</summary>
/// <param name="Settings">Git settings. They may hold the token.</param>
/// <param name="UsesHelpers">Whether git's credential helpers authenticate. They may read a token from a variable, as that of <c>gh</c> does.</param>
internal sealed record RemoteAccess(IReadOnlyList<KeyValuePair<string, string>> Settings, bool UsesHelpers)
{
    /// <summary>Variables to set.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
