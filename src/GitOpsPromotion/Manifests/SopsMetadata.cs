namespace GitOpsPromotion.Manifests;

/// <summary>What SOPS wrote into the documents of a file, where it encrypted them.</summary>
/// <remarks>
/// Source: https://getsops.io/docs/#message-authentication-code. The MAC covers the values that are not encrypted too,
/// unless <c>mac_only_encrypted</c> is set. SOPS computes one MAC over all documents of a file.
/// </remarks>
internal sealed class SopsMetadata
{
    public const string Key = "sops";
    public const string MacKey = "mac";
    public const string MacOnlyEncryptedKey = "mac_only_encrypted";

    private readonly List<MappingValues> documents = [];

    /// <summary>A document of the file has the top-level mapping <c>sops</c> with these values.</summary>
    public void Add(MappingValues values) => documents.Add(values);

    /// <exception cref="PromotionException">The file could not be decrypted any more if the value changed.</exception>
    public static void Check(string path, MarkedNode node)
    {
        if (node.Sops.documents.Select(FindMac).FirstOrDefault(found => found is not null) is { } mac)
        {
            throw ManifestFailures.At(
                path,
                node,
                $"is covered by the MAC that SOPS wrote at {path}:{mac.Line}: after a change, the file could not be decrypted any more",
                "Encrypt the file with 'mac_only_encrypted: true' (sops --mac-only-encrypted, or the creation rule in .sops.yaml), "
                    + "or move the version to a file that SOPS does not encrypt."
            );
        }
    }

    /// <summary>The MAC of a document that covers all of its values.</summary>
    private static MappingValue? FindMac(MappingValues values) =>
        values.Find(MacKey) is { Text.Length: > 0 } mac
        && values.Find(MacOnlyEncryptedKey)?.Text is not ("true" or "True" or "TRUE")
            ? mac
            : null;
}
