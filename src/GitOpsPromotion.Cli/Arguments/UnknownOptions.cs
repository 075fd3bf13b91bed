using System.CommandLine;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Cli.Arguments;

/// <summary>Arguments that a command does not have.</summary>
internal static class UnknownOptions
{
    /// <summary>The options with the most similar names.</summary>
    public static IReadOnlyList<Option> FindSimilar(IReadOnlyList<string> unmatched, IReadOnlyList<Option> known) =>
        [.. unmatched.Where(IsOption).Select(argument => FindNearest(NameOf(argument), known)).OfType<Option>()];

    /// <summary>One error message for each.</summary>
    public static IEnumerable<string> Describe(IReadOnlyList<string> unmatched, IReadOnlyList<Option> known)
    {
        var misspelled = false;
        foreach (var argument in unmatched)
        {
            if (IsOption(argument))
            {
                misspelled = true;
                var name = NameOf(argument);
                yield return known.Any(option => option.Name == name || option.Aliases.Contains(name))
                    ? $"option '{name}' must come after the command"
                    : $"unknown option '{name}'" + Suggest(FindNearest(name, known)?.Name);
            }
            // The argument after a misspelled option is its value, and may be a token: it is not printed.
            else if (!misspelled)
            {
                yield return $"unexpected argument '{argument}'";
            }
        }
    }

    /// <summary>The end of a message about an unknown name.</summary>
    public static string Suggest(string? nearest) => nearest is null ? "" : $": did you mean '{nearest}'?";

    private static bool IsOption(string argument) => argument.StartsWith('-');

    private static string NameOf(string argument) => argument.Split('=', ':')[0];

    private static Option? FindNearest(string name, IReadOnlyList<Option> known)
    {
        // '-gruop' is as similar to '--group' as '--gruop'; a single letter is similar to no option.
        var names = known
            .SelectMany(option => option.Aliases.Append(option.Name), (option, text) => (Text: text, option))
            .Where(each => each.Text.StartsWith("--", StringComparison.Ordinal))
            .ToList();
        var nearest = NearestName.Find(name.TrimStart('-'), names.Select(each => each.Text[2..]));
        return names.FirstOrDefault(each => each.Text[2..] == nearest).option;
    }
}
