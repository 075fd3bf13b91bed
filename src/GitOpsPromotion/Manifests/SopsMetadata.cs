namespace GitOpsPromotion.Manifests;

/// <summary>What SOPS wrote into a document, where it encrypted one.</summary>
/// <remarks>
/// Source: https://getsops.io/docs/#message-authentication-code. The MAC covers the values that are not encrypted too,
/// unless <c>mac_only_encrypted</c> is set. Flux decrypts each document of a file by itself.
/// </remarks>
internal sealed class SopsMetadata
{
    public const string Key = "sops";
    public const string MacKey = "mac";
    public const string MacOnlyEncryptedKey = "mac_only_encrypted";

    /// <summary>The values of the top-level mapping <c>sops</c>; null where the document has none.</summary>
    public MappingValues? Values { get; set; }

    /// <exception cref="PromotionException">The document could not be decrypted any more if the value changed.</exception>
    public static void Check(string path, MarkedNode node)
    {
        if (
            node.Sops.Values is { } values
            && values.Find(MacKey) is { Text.Length: > 0 } mac
            && values.Find(MacOnlyEncryptedKey)?.Text is not ("true" or "True" or "TRUE")
        )
        {
            throw Failure.At(
                path,
                node,
                $"is covered by the MAC that SOPS wrote at {path}:{mac.Line}: after a change, the file could not be decrypted any more",
                "Encrypt the file with 'mac_only_encrypted: true' (sops --mac-only-encrypted, or the creation rule in .sops.yaml), "
                    + "or move the version to a file that SOPS does not encrypt."
            );
        }
    }
}
