namespace GitOpsPromotion.Cli.Arguments;

/// <summary>Other ways to request help: no arguments, or <c>help</c> in place of a command.</summary>
internal static class HelpRequest
{
    public const string Command = "help";

    private const string Option = "--help";

    public static IReadOnlyList<string> Translate(IReadOnlyList<string> arguments) =>
        arguments.Count == 0 || arguments is [Command, Command] ? [Option]
        : arguments[0] is Command ? [.. arguments.Skip(1), Option]
        : arguments;
}
