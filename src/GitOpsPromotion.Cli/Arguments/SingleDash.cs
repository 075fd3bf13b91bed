namespace GitOpsPromotion.Cli.Arguments;

/// <summary>
/// Supports the single-dash options of the Go tool's first versions in existing pipelines. They are translated before parsing:
/// as aliases they would appear in the help.
/// </summary>
internal static class SingleDash
{
    private static readonly string[] Names = ["-app", "-group", "-tag", "-provider", "-token", "-sourcedir"];

    public static IReadOnlyList<string> Translate(IReadOnlyList<string> arguments) =>
        [.. arguments.Select(argument => IsOption(argument) ? "-" + argument : argument)];

    // Go's flags take a value after a space or after '='.
    private static bool IsOption(string argument) =>
        Names.Any(name => argument == name || argument.StartsWith(name + "=", StringComparison.Ordinal));
}
