using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>The images and charts whose versions an app's markers mark.</summary>
internal static class SlotImages
{
    // The keys beside a tag or a digest that say of what it is one.
    private static readonly string[] NameKeys = ["newName", "repository", "image", "imageName", "name", "chart"];

    /// <summary>
    /// Their names, with registry and path as they are written; null where a version stands alone, so that nobody can
    /// tell of what it is one.
    /// </summary>
    public static IReadOnlyList<string>? Find(Manifest manifest, ImagePolicy policy)
    {
        if (!ManifestReader.TryRead(manifest, out var marked))
        {
            return null;
        }

        var values = PlacedScalar.ReadAll(manifest.Text) ?? [];
        List<string> names = [];
        foreach (var slot in marked.Where(mark => mark.Policy == policy))
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

    private static List<string> Find(MarkedScalar slot, IReadOnlyList<PlacedScalar> values)
    {
        if (slot.Field is not (MarkerField.Tag or MarkerField.Digest) || slot.Value.AsSpan().IndexOfAny(":/@") >= 0)
        {
            if (ImageReference.TryParse(slot.Value, out var image))
            {
                return [image.Repository];
            }
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
