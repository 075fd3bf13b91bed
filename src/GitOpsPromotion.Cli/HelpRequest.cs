namespace GitOpsPromotion.Cli;

/// <summary>The other ways to ask for help: no arguments, and <c>help</c> in place of a command.</summary>
internal static class HelpRequest
{
    /// <summary>The word that stands where a command does.</summary>
    public const string Command = "help";

    private const string Option = "--help";

    public static IReadOnlyList<string> Translate(IReadOnlyList<string> arguments) =>
        arguments.Count == 0 || arguments is [Command, Command] ? [Option]
        : arguments[0] is Command ? [.. arguments.Skip(1), Option]
        : arguments;
}
