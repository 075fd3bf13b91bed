using GitOpsPromotion.Images;
using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>Finds markers that set no value.</summary>
internal static class IgnoredMarkers
{
    /// <summary>The lines of a manifest that mention the policy and belong to none of its marked values.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="nodes">The marked values of the file, in the order of the text.</param>
    public static IReadOnlyList<IgnoredMarker> Find(
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

        var setsValue = new bool[mentions.Count];
        List<MarkedNode> others = [];
        foreach (var node in nodes.Where(node => node.Marker.Policy == policy))
        {
            // The comment on the line of the value has precedence over the one above.
            var position = node.Style is ScalarStyle.Literal or ScalarStyle.Folded ? node.Start : node.End;
            var index = FindLastStartingAt(mentions, position);
            if (index >= 0 && mentions[index].End >= position)
            {
                setsValue[index] = true;
            }
            else
            {
                others.Add(node);
            }
        }

        foreach (var node in others)
        {
            var index = FindLastStartingAt(mentions, node.Start);
            while (index >= 0 && (setsValue[index] || !MarkerFilter.MayContainMarkersOf(mentions[index].Line, policy)))
            {
                index--;
            }

            if (index >= 0)
            {
                setsValue[index] = true;
            }
        }

        return
        [
            .. mentions
                .Where((_, index) => !setsValue[index])
                .Select(mention => new IgnoredMarker(
                    path,
                    mention.Number,
                    MarkerProblem.Describe(mention.Line, policy)
                )),
        ];
    }

    /// <summary>The index of the last mention that starts at or before a position; -1 if there is none.</summary>
    private static int FindLastStartingAt(List<MarkerMention> mentions, int position)
    {
        var (low, high) = (0, mentions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = mentions[middle].Start <= position ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
