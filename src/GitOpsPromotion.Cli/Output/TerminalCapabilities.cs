using Spectre.Console;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The capabilities of the terminal at a stream of the process.</summary>
internal static class TerminalCapabilities
{
    /// <summary>The columns of a terminal whose width is unknown.</summary>
    public const int DefaultWidth = 80;

    /// <summary>The columns of the terminal; null if standard output is a file or a pipe.</summary>
    public static int? FindWidth()
    {
        if (Console.IsOutputRedirected)
        {
            return null;
        }

        try
        {
            return Console.WindowWidth is > 0 and var columns ? columns : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    /// <summary>Whether standard output supports colors, according to TERM, NO_COLOR and the Windows console.</summary>
    public static bool OutputSupportsColors() =>
        !Console.IsOutputRedirected
        && CapabilitiesOf(Console.Out) is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    /// <summary>Whether standard error is a terminal that supports escape sequences.</summary>
    public static bool ErrorSupportsEscapes() => !Console.IsErrorRedirected && CapabilitiesOf(Console.Error).Ansi;

    private static Capabilities CapabilitiesOf(TextWriter stream) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(stream) }).Profile.Capabilities;
}
