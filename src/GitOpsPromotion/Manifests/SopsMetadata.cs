namespace GitOpsPromotion.Manifests;

/// <summary>The metadata that SOPS writes into the documents of an encrypted file.</summary>
/// <remarks>
/// Source: https://getsops.io/docs/#message-authentication-code. The MAC also covers the values that are not encrypted,
/// unless <c>mac_only_encrypted</c> is set. SOPS computes one MAC over all documents of a file.
/// </remarks>
internal sealed class SopsMetadata
{
    public const string Key = "sops";
    public const string MacKey = "mac";
    public const string MacOnlyEncryptedKey = "mac_only_encrypted";

    private readonly List<MappingValues> documents = [];

    /// <summary>Adds the top-level mapping <c>sops</c> of a document.</summary>
    public void Add(MappingValues values) => documents.Add(values);

    /// <summary>Checks that a value can be changed.</summary>
    /// <exception cref="PromotionException">The file could not be decrypted after the change.</exception>
    public static void Check(string path, MarkedNode node)
    {
        if (node.Sops.documents.Select(FindMac).FirstOrDefault(found => found is not null) is { } mac)
        {
            throw ManifestFailures.ForValue(
                path,
                node,
                $"is covered by the SOPS MAC at {path}:{mac.Line}: after a change, the file could no longer be decrypted",
                "Encrypt the file with 'mac_only_encrypted: true' (sops --mac-only-encrypted, or the creation rule in .sops.yaml), "
                    + "or move the version to a file that SOPS does not encrypt."
            );
        }
    }

    /// <summary>The MAC of a document; null if there is none or it covers only encrypted values.</summary>
    private static MappingValue? FindMac(MappingValues values) =>
        values.Find(MacKey) is { Text.Length: > 0 } mac
        && values.Find(MacOnlyEncryptedKey)?.Text is not ("true" or "True" or "TRUE")
            ? mac
            : null;
}
