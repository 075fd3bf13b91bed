using System.CommandLine;
using System.CommandLine.Parsing;

namespace GitOpsPromotion.Cli.Arguments;

/// <summary>Options that are parsed into types of this tool, or rejected with the valid format.</summary>
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

    /// <summary>An option with a fixed set of values.</summary>
    public static Option<string> OneOf(
        string name,
        string description,
        IReadOnlyList<string> values,
        params string[] aliases
    )
    {
        Option<string> option = new(name, aliases) { Description = description, HelpName = string.Join('|', values) };
        option.CompletionSources.Add([.. values]);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !values.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError(
                    $"'{token.Value}' is not a valid value for {name}. Valid values: {string.Join(", ", values)}."
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
        result.AddError($"'{text}' is not a valid value for {name}. Expected {form}.{suggestion}");
        return null;
    }

    /// <summary>The text without surrounding whitespace and without <c>refs/heads/</c> or <c>refs/remotes/…/</c>, which CI systems and git write before the name of a branch.</summary>
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
