namespace GitOpsPromotion.Text;

/// <summary>Finds the name for "did you mean …?".</summary>
public static class NearestName
{
    private const int MaxLength = 200;

    /// <summary>The candidate with the fewest typing errors; null if none is near.</summary>
    /// <param name="written">The unknown name.</param>
    /// <param name="candidates">The known names. The first of equally near names is returned.</param>
    /// <remarks>Case does not count. A third of the letters may be wrong, but at least one.</remarks>
    public static string? Find(string written, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(candidates);
        if (written.Length > MaxLength)
        {
            return null;
        }

        string? nearest = null;
        var limit = Math.Max(1, written.Length / 3);
        foreach (var candidate in candidates)
        {
            if (candidate.Length > MaxLength || string.Equals(candidate, written, StringComparison.Ordinal))
            {
                continue;
            }

            var distance = Distance(written.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance <= limit)
            {
                (nearest, limit) = (candidate, distance - 1);
            }
        }

        return nearest;
    }

    /// <summary>
    /// The number of insertions, deletions, replacements and swaps of neighbors
    /// (https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance, optimal string alignment).
    /// </summary>
    private static int Distance(string a, string b)
    {
        var (beforePrevious, previous, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }
}
