using GitOpsPromotion.Images;
using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>Tells markers that set a value from what was only meant as one.</summary>
internal static class UnsetMarkers
{
    /// <summary>The lines of a manifest that name the policy and belong to none of its marked values.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="nodes">The marked values of the file, in the order of the text.</param>
    public static IReadOnlyList<UnsetMarker> Find(
        string path,
        string text,
        ImagePolicy policy,
        IReadOnlyList<MarkedNode> nodes
    )
    {
        List<MarkerMention> mentions = [.. MarkerMentions.Find(text, policy)];
        if (mentions.Count == 0)
        {
            return [];
        }

        var isSet = new bool[mentions.Count];
        List<MarkedNode> others = [];
        foreach (var node in nodes.Where(node => node.Marker.Policy == policy))
        {
            // A comment on the line of the value goes before the one above it.
            var place = node.Style is ScalarStyle.Literal or ScalarStyle.Folded ? node.Start : node.End;
            var index = LastStartingAt(mentions, place);
            if (index >= 0 && mentions[index].End >= place)
            {
                isSet[index] = true;
            }
            else
            {
                others.Add(node);
            }
        }

        foreach (var node in others)
        {
            var index = LastStartingAt(mentions, node.Start);
            while (index >= 0 && (isSet[index] || !MarkerScreen.MayHoldMarkersOf(mentions[index].Line, policy)))
            {
                index--;
            }

            if (index >= 0)
            {
                isSet[index] = true;
            }
        }

        return
        [
            .. mentions
                .Where((_, index) => !isSet[index])
                .Select(mention => new UnsetMarker(path, mention.Number, MarkerProblem.Of(mention.Line, policy))),
        ];
    }

    /// <summary>The index of the last mention that begins at or before a place; -1 where none does.</summary>
    private static int LastStartingAt(List<MarkerMention> mentions, int place)
    {
        var (low, high) = (0, mentions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = mentions[middle].Start <= place ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
