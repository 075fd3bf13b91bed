namespace GitOpsPromotion.Manifests;

/// <summary>What a kustomization names beside itself.</summary>
/// <param name="Resources">The entries of <c>resources</c>, <c>components</c> and <c>bases</c>: files, folders or addresses.</param>
/// <param name="Others">All other values; some of them name files.</param>
/// <remarks>Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/</remarks>
internal sealed record KustomizationEntries(IReadOnlyList<string> Resources, IReadOnlyList<string> Others)
{
    /// <summary>The names that a kustomization's file may have.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
    ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    /// <summary>Reads a kustomization; null where it is not YAML.</summary>
    public static KustomizationEntries? Read(string text)
    {
        if (PlacedScalar.ReadAll(text) is not { } values)
        {
            return null;
        }

        var resources = values.ToLookup(value => value is { Depth: 2, Key: "resources" or "components" or "bases" });
        return new(
            [.. resources[true].Select(value => value.Value)],
            [.. resources[false].Select(value => value.Value)]
        );
    }
}
