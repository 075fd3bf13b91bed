using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Finds the images and charts whose versions are in the slots of an app.</summary>
internal static class SlotImages
{
    // The keys next to a tag or a digest with the name of its image or chart.
    private static readonly string[] NameKeys = ["newName", "repository", "image", "imageName", "name", "chart"];

    /// <summary>
    /// Their names as they are written, with registry and path; null if the image of a slot is unknown.
    /// </summary>
    public static IReadOnlyList<string>? Find(Manifest manifest, ImagePolicy policy)
    {
        if (!ManifestReader.TryRead(manifest, out var marked))
        {
            return null;
        }

        var values = LocatedScalar.ReadAll(manifest.Text) ?? [];
        List<string> names = [];
        foreach (var slot in marked.Where(scalar => scalar.Policy == policy))
        {
            var found = Find(slot, values);
            if (found.Count == 0)
            {
                return null;
            }

            names.AddRange(found);
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private static List<string> Find(MarkedScalar slot, IReadOnlyList<LocatedScalar> values)
    {
        var canBeReference =
            slot.Field is not (MarkerField.Tag or MarkerField.Digest) || slot.Value.AsSpan().ContainsAny(":/@");
        if (canBeReference && ImageReference.TryParse(slot.Value, out var reference))
        {
            return [reference.Repository];
        }

        var parents = values
            .Where(value => value.Line == slot.Line && value.Value == slot.Value)
            .Select(value => value.Parent)
            .ToHashSet();
        return
        [
            .. values
                .Where(value => parents.Contains(value.Parent) && NameKeys.Contains(value.Key, StringComparer.Ordinal))
                .Select(value => ImageReference.TryParse(value.Value, out var image) ? image.Repository : "")
                .Where(name => name.Length > 0),
        ];
    }
}
