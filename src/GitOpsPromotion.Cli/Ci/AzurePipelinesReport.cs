using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>Output variables and issues of Azure Pipelines.</summary>
/// <remarks>
/// Source: https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands. The agent reads commands
/// from both streams: https://github.com/microsoft/azure-pipelines-agent, Agent.Worker/Handlers.
/// </remarks>
internal sealed class AzurePipelinesReport(Terminal terminal) : CiReport
{
    public override void Write(string command, Result result)
    {
        if (result.ExitCode is not null)
        {
            var message = terminal.Clean($"{TitleOf(command)}: {result.Message} {result.Hint}");
            terminal.WriteCiCommand($"##vso[task.logissue type=error]{Data(message)}");
        }

        foreach (var warning in result.Warnings ?? [])
        {
            terminal.WriteCiCommand(
                $"##vso[task.logissue type=warning]{Data(terminal.Clean($"gitops-promotion {command}: {warning}"))}"
            );
        }

        foreach (var (output, value) in ValuesOf(result))
        {
            // The agent would replace it by the value of a variable, which may be a secret.
            if (!value.Contains("$(", StringComparison.Ordinal))
            {
                terminal.WriteCiCommand(
                    $"##vso[task.setvariable variable={NameOf(output)};isOutput=true]{Data(terminal.Clean(value))}"
                );
            }
        }
    }

    // Variable names cannot contain hyphens.
    private static string NameOf(CiOutput output) =>
        output switch
        {
            CiOutput.Outcome => "outcome",
            CiOutput.PullRequest => "pullRequest",
            CiOutput.Branch => "branch",
            CiOutput.Commit => "commit",
            _ => throw new ArgumentOutOfRangeException(nameof(output), output, message: null),
        };

    private static string Data(string text) =>
        text.Replace("%", "%AZP25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);
}
