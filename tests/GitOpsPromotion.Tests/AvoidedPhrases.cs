using System.Globalization;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Tests;

/// <summary>The list of phrases to avoid, <c>AvoidedPhrases.txt</c>.</summary>
internal sealed partial class AvoidedPhrases
{
    private readonly List<string> phrases = [];
    private readonly List<string> allowed = [];
    private readonly List<string> foldersNotChecked = [];
    private readonly HashSet<(string Path, string Phrase)> exceptions = [];

    /// <param name="list">The text of the list.</param>
    public static AvoidedPhrases Parse(string list)
    {
        AvoidedPhrases parsed = new();
        foreach (var line in list.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 2))
        {
            var text = line[2..];
            switch (line[..2])
            {
                case "- ":
                    parsed.phrases.Add(Padded(text.Split(" -> ")[0]));
                    break;
                case "+ ":
                    parsed.allowed.Add(Padded(text));
                    break;
                case "= ":
                    parsed.exceptions.Add((text.Split(": ")[0], Padded(text.Split(": ")[1])));
                    break;
                case "? ":
                    parsed.foldersNotChecked.Add(text);
                    break;
                case "# ":
                    break;
                default:
                    throw new FormatException($"Invalid line: {line}");
            }
        }

        return parsed;
    }

    /// <summary>The phrases in a file, each as <c>path:line: phrase</c>.</summary>
    /// <param name="path">From the root of the checkout, with slashes.</param>
    /// <param name="text">The content of the file.</param>
    public IEnumerable<string> Find(string path, string text) =>
        foldersNotChecked.Exists(folder => path.StartsWith(folder, StringComparison.Ordinal))
            ? []
            : text.ReplaceLineEndings("\n")
                .Split('\n')
                .Index()
                .SelectMany(line =>
                    FindInLine(line.Item)
                        .Where(phrase => !exceptions.Contains((path, phrase)))
                        .Select(phrase =>
                            string.Create(CultureInfo.InvariantCulture, $"{path}:{line.Index + 1}: {phrase.Trim()}")
                        )
                );

    private IEnumerable<string> FindInLine(string line)
    {
        var spoken = Padded(NoLetter.Replace(CamelCase.Replace(line, " "), " ")).ToLowerInvariant();
        var checkedText = allowed.Aggregate(
            spoken,
            (text, phrase) => text.Replace(phrase, " . ", StringComparison.Ordinal)
        );
        return phrases.Where(phrase => checkedText.Contains(phrase, StringComparison.Ordinal));
    }

    private static string Padded(string text) => $" {text} ";

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex CamelCase { get; }

    [GeneratedRegex("[^A-Za-z']+")]
    private static partial Regex NoLetter { get; }
}
