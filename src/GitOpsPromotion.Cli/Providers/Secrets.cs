using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli.Providers;

/// <summary>Registers every token for redaction before anything is printed, including messages about invalid arguments.</summary>
internal static class Secrets
{
    private const string Option = "--token";

    public static void HideAll(IReadOnlyList<string> arguments, Terminal terminal, Func<string, string?> environment)
    {
        foreach (var secret in KnownProvider.AllTokenVariables.Select(environment).Concat(FindInArguments(arguments)))
        {
            if (!string.IsNullOrWhiteSpace(secret))
            {
                terminal.AddSecret(secret.Trim());
            }
        }
    }

    private static IEnumerable<string> FindInArguments(IReadOnlyList<string> arguments)
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
