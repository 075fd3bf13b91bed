namespace GitOpsPromotion.Images;

/// <summary>The name that was probably meant by one that does not exist: for "did you mean …?".</summary>
public static class NearestName
{
    private const int MaxLength = 200;

    /// <summary>The known name that the fewest typing errors turn into the wanted one; null where none comes near.</summary>
    /// <remarks>A letter in another case counts as half a typing error, and all of them together as no more. Of equally near names the first wins.</remarks>
    public static string? Find(string wanted, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(known);
        if (wanted.Length > MaxLength)
        {
            return null;
        }

        string? nearest = null;
        // Half points: a third of the letters may be wrong, at least one.
        var limit = 2 * Math.Max(1, wanted.Length / 3);
        foreach (var name in known)
        {
            if (name.Length > MaxLength || string.Equals(name, wanted, StringComparison.Ordinal))
            {
                continue;
            }

            var distance = string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(wanted, name);
            if (distance <= limit)
            {
                (nearest, limit) = (name, distance - 1);
            }
        }

        return nearest;
    }

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours count two, a change of case one
    /// (https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance, optimal string alignment).
    /// </summary>
    private static int Distance(string a, string b)
    {
        var beforePrevious = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = 2 * j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = 2 * i;
            for (var j = 1; j <= b.Length; j++)
            {
                var best = Math.Min(previous[j], current[j - 1]) + 2;
                best = Math.Min(best, previous[j - 1] + Difference(a[i - 1], b[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, beforePrevious[j - 2] + 2);
                }

                current[j] = best;
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }

    private static int Difference(char a, char b) =>
        a == b ? 0
        : char.ToUpperInvariant(a) == char.ToUpperInvariant(b) ? 1
        : 2;
}
