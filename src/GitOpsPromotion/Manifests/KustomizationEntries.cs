namespace GitOpsPromotion.Manifests;

/// <summary>The scalar values of a kustomization, which can refer to other files.</summary>
/// <param name="Resources">The entries of <c>resources</c>, <c>components</c> and <c>bases</c>: files, folders or URLs.</param>
/// <param name="OtherValues">All other values. Some of them are files.</param>
/// <remarks>Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/</remarks>
internal sealed record KustomizationEntries(IReadOnlyList<string> Resources, IReadOnlyList<string> OtherValues)
{
    /// <summary>The valid names of a kustomization's file.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
    ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    /// <summary>Reads a kustomization; null if it is not valid YAML.</summary>
    public static KustomizationEntries? Read(string text)
    {
        if (LocatedScalar.ReadAll(text) is not { } values)
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
