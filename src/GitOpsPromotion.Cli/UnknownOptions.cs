using System.CommandLine;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Cli;

/// <summary>Arguments that a command does not know.</summary>
internal static class UnknownOptions
{
    /// <summary>The options that were probably meant.</summary>
    public static IReadOnlyList<Option> FindSimilar(IReadOnlyList<string> unmatched, IReadOnlyList<Option> known) =>
        [.. unmatched.Where(IsOption).Select(argument => FindNearest(NameOf(argument), known)).OfType<Option>()];

    /// <summary>One sentence for each.</summary>
    public static IEnumerable<string> Describe(IReadOnlyList<string> unmatched, IReadOnlyList<Option> known)
    {
        var misspelt = false;
        foreach (var argument in unmatched)
        {
            if (IsOption(argument))
            {
                misspelt = true;
                var name = NameOf(argument);
                yield return known.Any(option => option.Name == name || option.Aliases.Contains(name))
                    ? $"option '{name}' belongs behind the command"
                    : $"unknown option '{name}'" + Suggest(FindNearest(name, known)?.Name);
            }
            // What follows a misspelt option is its value, and may be a token: it is not shown.
            else if (!misspelt)
            {
                yield return $"unexpected argument '{argument}'";
            }
        }
    }

    /// <summary>The end of a sentence about an unknown name.</summary>
    public static string Suggest(string? nearest) => nearest is null ? "" : $": did you mean '{nearest}'?";

    private static bool IsOption(string argument) => argument.StartsWith('-');

    private static string NameOf(string argument) => argument.Split('=', ':')[0];

    private static Option? FindNearest(string name, IReadOnlyList<Option> known)
    {
        // '-gruop' is as near to '--group' as '--gruop' is; a single letter is near to nothing.
        var names = known
            .SelectMany(option => option.Aliases.Append(option.Name), (option, text) => (Text: text, option))
            .Where(each => each.Text.StartsWith("--", StringComparison.Ordinal))
            .ToList();
        var nearest = NearestName.Find(name.TrimStart('-'), names.Select(each => each.Text[2..]));
        return names.FirstOrDefault(each => each.Text[2..] == nearest).option;
    }
}
