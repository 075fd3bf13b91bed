using System.CommandLine;
using System.CommandLine.Parsing;

namespace GitOpsPromotion.Cli;

/// <summary>Options whose text becomes a value of ours, or an error that says the valid form.</summary>
internal static class ParsableOption
{
    public static Option<T> Required<T>(
        string name,
        string helpName,
        string description,
        string form,
        params string[] aliases
    )
        where T : class, IParsable<T>
    {
        var option = Optional<T>(name, helpName, description, form, aliases);
        option.Required = true;
        return option;
    }

    public static Option<T> Optional<T>(
        string name,
        string helpName,
        string description,
        string form,
        params string[] aliases
    )
        where T : class, IParsable<T> =>
        new(name, aliases)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result => Parse<T>(result, name, form),
        };

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string> OneOf(
        string name,
        string description,
        IReadOnlyList<string> words,
        params string[] aliases
    )
    {
        Option<string> option = new(name, aliases) { Description = description, HelpName = string.Join('|', words) };
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError(
                    $"'{token.Value}' is not a valid value for {name}. It must be one of: {string.Join(", ", words)}."
                );
            }
        });
        return option;
    }

    private static T? Parse<T>(ArgumentResult result, string name, string form)
        where T : class, IParsable<T>
    {
        var text = result.Tokens.Single().Value;
        if (T.TryParse(text, provider: null, out var value))
        {
            return value;
        }

        var similar = BranchNameOf(text);
        var suggestion =
            similar != text && T.TryParse(similar, provider: null, out _) ? $" Did you mean '{similar}'?" : "";
        result.AddError($"'{text}' is not a valid value for {name}. It is {form}.{suggestion}");
        return null;
    }

    /// <summary>What remains without blanks around it, and without what CI systems and git write before the name of a branch.</summary>
    private static string BranchNameOf(string text)
    {
        var parts = text.Trim().Split('/');
        return parts switch
        {
            ["refs", "heads", .. var name] => string.Join('/', name),
            ["refs", "remotes", _, .. var name] => string.Join('/', name),
            _ => text.Trim(),
        };
    }
}
