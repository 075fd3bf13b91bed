using GitOpsPromotion.Images;

namespace GitOpsPromotion.Manifests;

/// <summary>Says what is wrong with a line that names a policy and marks no value.</summary>
internal static class MarkerProblem
{
    private const string MarkerKey = "$imagepolicy";
    private const string Form = """write # {"$imagepolicy": "group:app:tag"}""";

    public static string Of(string line, ImagePolicy policy)
    {
        for (var start = line.IndexOf('#', StringComparison.Ordinal); start >= 0; )
        {
            if (Marker.Parse(line.AsSpan(start))?.Policy == policy)
            {
                return OfPlace(line[..start].TrimEnd());
            }

            start = line.IndexOf('#', start + 1);
        }

        return OfText(line, policy);
    }

    /// <summary>The marker is right, but stands at the wrong place.</summary>
    private static string OfPlace(string before)
    {
        var content = before.TrimEnd('#').TrimEnd();
        return content.Length == 0
                ? "the marker stands on a line of its own and belongs to no value there: put it behind the value"
            : content.Contains(" #", StringComparison.Ordinal) || content.StartsWith('#')
                ? "other text stands in the comment before the marker"
            : content[^1] is ':'
                ? $"there is no value before the marker: write {Key(content)} \"\" there, or put the marker behind the value"
            : content[^1] is '}' or ']' ? $"the marker stands behind '{content[^1]}': put it behind the value inside"
            : content.Split(' ', '\t')[^1].StartsWith('*')
                ? "the value before the marker is an alias: mark the value with the anchor"
            : "the marker stands where it belongs to no value, such as in a block of text";
    }

    /// <summary>The text is no marker.</summary>
    private static string OfText(string line, ImagePolicy policy)
    {
        var mention = line.IndexOf(MarkerMentions.Word, StringComparison.OrdinalIgnoreCase);
        var hash = mention < 0 ? -1 : line.LastIndexOf('#', mention);
        if (hash < 0)
        {
            return $"the marker is not a comment: {Form}";
        }

        var comment = line[(hash + 1)..].Trim(' ', '\t');
        var end = comment.LastIndexOf('}');
        if (!comment.StartsWith('{'))
        {
            return "other text stands in the comment before the marker";
        }

        if (end >= 0 && end < comment.Length - 1 && MarkerJson.Find(MarkerKey, comment.AsSpan(0, end + 1)) is not null)
        {
            return "other text stands in the comment behind the marker";
        }

        if (MarkerJson.Find(MarkerKey, comment) is { } named)
        {
            return OfPolicy(named, policy);
        }

        return comment.Contains('\'', StringComparison.Ordinal)
            ? $"the marker has single quotes: {Form}"
            : $"the marker is no JSON object of strings with the key \"$imagepolicy\": {Form}";
    }

    private static string OfPolicy(string named, ImagePolicy policy)
    {
        if (named.Any(char.IsWhiteSpace))
        {
            return $"the marker's policy '{named}' has a blank: write '{string.Concat(named.Where(letter => !char.IsWhiteSpace(letter)))}'";
        }

        return named.Split(':').Length == 3
            ? $"the marker's field is not 'tag', 'name' or 'digest': '{named}'"
            : $"the marker's policy is '{named}': write '{policy}' or '{policy}:tag'";
    }

    private static string Key(string content)
    {
        var words = content.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words[^1];
    }
}
