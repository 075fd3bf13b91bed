namespace GitOpsPromotion.Cli;

/// <summary>
/// The single-dash options of the Go tool's first versions, so that old pipelines keep working. They are translated
/// before parsing: as aliases they would push the real names out of the help.
/// </summary>
internal static class SingleDash
{
    private static readonly string[] Names = ["-app", "-group", "-tag", "-provider", "-token", "-sourcedir"];

    public static IReadOnlyList<string> Translate(IReadOnlyList<string> arguments) =>
        [.. arguments.Select(argument => IsOption(argument) ? "-" + argument : argument)];

    // Go's flags take a value after a blank or after '='.
    private static bool IsOption(string argument) =>
        Names.Any(name => argument == name || argument.StartsWith(name + "=", StringComparison.Ordinal));
}
