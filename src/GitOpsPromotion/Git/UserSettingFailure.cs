using System.Text.RegularExpressions;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Git;

/// <summary>
/// A failure of git that an environment variable or a setting of the user causes. git's message often does not name it;
/// it is recognized by the message and the values that are set. Sources: die() and error() in git's <c>ident.c</c>, <c>run-command.c</c>, <c>connect.c</c>, <c>transport.c</c>,
/// <c>http.c</c>, and libcurl's messages.
/// </summary>
/// <param name="Kind">The kind of the failure.</param>
/// <param name="Hint">What to do.</param>
/// <param name="Variables">The variables that cause it, the most likely first.</param>
/// <param name="Settings">The settings that cause it, in lower case.</param>
/// <param name="Matches">Whether git's message is about it, given the value of the variable.</param>
internal sealed partial record UserSettingFailure(
    FailureKind Kind,
    string Hint,
    string[] Variables,
    string[] Settings,
    Func<string, string, bool> Matches
)
{
    private const int MaxValueLength = 200;

    /// <summary>Whether a blank value causes it.</summary>
    private bool MatchesBlank { get; init; }

    /// <summary>The failure with the name of the variable or setting, or null if git's message matches none that is set.</summary>
    /// <param name="error">git's standard error.</param>
    /// <param name="variables">The environment of this process.</param>
    /// <param name="configuration">Git's settings; null if they could not be read.</param>
    public static PromotionException? Find(
        string error,
        IDictionary<string, string?> variables,
        GitConfiguration? configuration
    ) =>
        All.SelectMany(failure =>
                failure
                    .Candidates(variables, configuration)
                    .Where(set => failure.Matches(error, set.Value))
                    .Select(set => failure.ToException(set.Name, set.Value, error))
            )
            .FirstOrDefault()
        ?? FindNamed(error, variables);

    // For example 'bad boolean environment value' and 'bogus count in GIT_CONFIG_COUNT'.
    private static PromotionException? FindNamed(string error, IDictionary<string, string?> variables) =>
        VariableName
            .Matches(error)
            .Select(match => match.Value)
            .Where(name => variables.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value))
            .Select(name =>
                new UserSettingFailure(
                    FailureKind.Configuration,
                    "Unset it, or set it to a value that git accepts.",
                    [name],
                    [],
                    (_, _) => true
                ).ToException(name, variables[name]!, error)
            )
            .FirstOrDefault();

    private IEnumerable<(string Name, string Value)> Candidates(
        IDictionary<string, string?> variables,
        GitConfiguration? configuration
    ) =>
        Variables
            .Select(name => (name, variables.TryGetValue(name, out var value) ? value : null))
            .Concat(Settings.Select(name => (name, configuration?.Get(name))))
            .Where(set => set.Item2 is not null && string.IsNullOrWhiteSpace(set.Item2) == MatchesBlank)
            .Select(set => (set.Item1, set.Item2!));

    private PromotionException ToException(string name, string value, string error) =>
        new(Kind, $"{name} is set to '{Display(value)}', which makes git fail: {RemoteText.ToSingleLine(error)}")
        {
            Hint = Hint,
        };

    private static string Display(string value)
    {
        var flat = Password.Replace(RemoteText.ToSingleLine(value), "***@");
        return flat.Length > MaxValueLength ? flat[..MaxValueLength] + '…' : flat;
    }

    [GeneratedRegex(@"[^\s/@]+:[^\s/@]*@", RegexOptions.CultureInvariant)]
    private static partial Regex Password { get; }

    [GeneratedRegex(@"\bGIT_[A-Z][A-Z0-9_]*\b", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName { get; }
}
