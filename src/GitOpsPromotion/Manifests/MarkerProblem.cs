using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Describes what is wrong with a line that mentions a policy but marks no value.</summary>
internal static class MarkerProblem
{
    private const string TextBefore = "the comment has other text before the marker";
    private static readonly string Form = $"write # {Marker.JsonFor("group:app:tag")}";

    public static string Describe(string line, ImagePolicy policy)
    {
        for (var start = line.IndexOf('#', StringComparison.Ordinal); start >= 0; )
        {
            if (Marker.Parse(line.AsSpan(start))?.Policy == policy)
            {
                return DescribePlacement(line[..start].TrimEnd());
            }

            start = line.IndexOf('#', start + 1);
        }

        return DescribeText(line, policy);
    }

    /// <summary>The marker is valid, but does not belong to a value.</summary>
    private static string DescribePlacement(string before)
    {
        var content = before.TrimEnd('#').TrimEnd();
        if (content.Length == 0)
        {
            return "a marker on a line of its own belongs to no value here: move it to the end of the value's line";
        }

        if (content.Contains(" #", StringComparison.Ordinal) || content.StartsWith('#'))
        {
            return TextBefore;
        }

        if (content[^1] is ':')
        {
            return $"there is no value before the marker: write {LastWord(content)} \"\", or move the marker to the end of the value's line";
        }

        if (content[^1] is '}' or ']')
        {
            return $"the marker is after '{content[^1]}': move it after the value inside";
        }

        return LastWord(content).StartsWith('*')
            ? "the value before the marker is an alias: mark the value with the anchor instead"
            : "the marker belongs to no value, for example because it is inside a block scalar";
    }

    /// <summary>The text is not a marker.</summary>
    private static string DescribeText(string line, ImagePolicy policy)
    {
        var mention = line.IndexOf(Marker.KeyName, StringComparison.OrdinalIgnoreCase);
        var hash = mention < 0 ? -1 : line.LastIndexOf('#', mention);
        if (hash < 0)
        {
            return $"the marker is not in a comment: {Form}";
        }

        var comment = line[(hash + 1)..].Trim(' ', '\t');
        if (!comment.StartsWith('{'))
        {
            return TextBefore;
        }

        var end = comment.LastIndexOf('}');
        if (end >= 0 && end < comment.Length - 1 && MarkerJson.Find(Marker.Key, comment.AsSpan(0, end + 1)) is not null)
        {
            return "the comment has other text after the marker";
        }

        if (MarkerJson.Find(Marker.Key, comment) is { } named)
        {
            return DescribePolicy(named, policy);
        }

        return comment.Contains('\'', StringComparison.Ordinal)
            ? $"the marker has single quotes: {Form}"
            : $"the marker is not a JSON object of strings with the key {Marker.QuotedKey}: {Form}";
    }

    private static string DescribePolicy(string named, ImagePolicy policy)
    {
        if (named.Any(char.IsWhiteSpace))
        {
            return $"the marker's policy '{named}' contains a space: write '{string.Concat(named.Where(letter => !char.IsWhiteSpace(letter)))}'";
        }

        return named.Split(':').Length == 3
            ? $"the marker's field must be 'tag', 'name' or 'digest', but the policy is '{named}'"
            : $"the marker's policy is '{named}': write '{policy}' or '{policy}:tag'";
    }

    private static string LastWord(string content) =>
        content.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[^1];
}
