using System.Security.Cryptography;
using System.Text;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>Step outputs, job summary and annotations of GitHub Actions.</summary>
/// <remarks>Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands</remarks>
internal sealed class GitHubActionsReport(Func<string, string?> environment, Terminal terminal) : CiReport
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public override void Write(string command, Result result)
    {
        if (result.ExitCode is not null)
        {
            var message = terminal.Clean(result.Message);
            var hint = result.Hint is null ? "" : $"\n{terminal.CleanLines(result.Hint)}";
            terminal.WriteCiCommand($"::error title={Property(TitleOf(command))}::{Data(message + hint)}");
        }

        foreach (var warning in result.Warnings ?? [])
        {
            terminal.WriteCiCommand(
                $"::warning title={Property($"gitops-promotion {command}")}::{Data(terminal.Clean($"{warning}"))}"
            );
        }

        Append("GITHUB_OUTPUT", Outputs(result));
        Append("GITHUB_STEP_SUMMARY", JobSummary.Write(command, result, terminal.Clean));
    }

    private string Outputs(Result result)
    {
        // Random, so that no value can contain the delimiter.
        var delimiter = $"ghadelimiter_{RandomNumberGenerator.GetHexString(32)}";
        StringBuilder text = new();
        foreach (var (output, value) in ValuesOf(result))
        {
            text.Append($"{NameOf(output)}<<{delimiter}\n{terminal.Clean(value)}\n{delimiter}\n");
        }

        return text.ToString();
    }

    /// <summary>The command has succeeded already, so a file that cannot be written is a warning.</summary>
    private void Append(string variable, string text)
    {
        if (environment(variable) is not { Length: > 0 } file)
        {
            return;
        }

        try
        {
            File.AppendAllText(file, text, Utf8);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            terminal.WriteError($"warning: cannot write to the file in {variable}: {unwritable.Message}");
        }
    }

    private static string NameOf(CiOutput output) =>
        output switch
        {
            CiOutput.Outcome => "outcome",
            CiOutput.PullRequest => "pull-request",
            CiOutput.Branch => "branch",
            CiOutput.Commit => "commit",
            _ => throw new ArgumentOutOfRangeException(nameof(output), output, message: null),
        };

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
