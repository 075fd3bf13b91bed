using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Cli;

/// <summary>Hides every token that was given, before anything is printed: also from messages about wrong arguments.</summary>
internal static class Secrets
{
    private const string Option = "--token";

    public static void HideAll(IReadOnlyList<string> arguments, Terminal terminal, Func<string, string?> environment)
    {
        var variables = KnownProvider
            .All.SelectMany(provider => provider.TokenVariables)
            .Append(Composition.TokenVariable);
        foreach (var secret in variables.Select(environment).Concat(Given(arguments)))
        {
            if (!string.IsNullOrWhiteSpace(secret))
            {
                terminal.AddSecret(secret.Trim());
            }
        }
    }

    private static IEnumerable<string> Given(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == Option && i + 1 < arguments.Count)
            {
                yield return arguments[i + 1];
            }
            else if (
                arguments[i].StartsWith(Option, StringComparison.Ordinal)
                && arguments[i][Option.Length..] is ['=' or ':', ..]
            )
            {
                yield return arguments[i][(Option.Length + 1)..];
            }
        }
    }
}
