using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli.Demonstration;

/// <summary>Promotes one version from <c>new</c> to production, and prints each command, its output and its changes.</summary>
/// <param name="clone">The clone of the demo repository.</param>
/// <param name="terminal">Receives the output.</param>
/// <param name="runTool">Runs the tool in this process.</param>
internal sealed class Demo(
    WorkingCopy clone,
    Terminal terminal,
    Func<IReadOnlyList<string>, Terminal, CancellationToken, Task<ExitCode>> runTool
)
{
    // The board is a table, even if standard output is a file.
    private readonly Terminal wideTerminal = terminal.WithWidth();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        WriteComment("A GitOps repository with the apps webui and cart, in the environments dev, qa and prod.");
        await RunToolAsync(cancellationToken, "list");

        WriteComment(
            "CI has built webui 1.1.0. Start its promotion. In dev, the first environment, it is merged immediately."
        );
        await RunToolAsync(cancellationToken, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");
        await PullAndShowDiffAsync(cancellationToken);

        WriteComment("The merge starts a CI job that promotes the version to the next environment.");
        await RunToolAsync(cancellationToken, "promote");

        WriteComment(
            "qa waits until the version is healthy in dev. Usually Flux or Argo CD reports that; here it is a command."
        );
        await RunToolAsync(
            cancellationToken,
            "report",
            "--group",
            "webshop",
            "--environment",
            "dev",
            "--state",
            "success"
        );
        await RunStatusCheckAsync("qa", cancellationToken);
        await PullAndShowDiffAsync(cancellationToken);

        WriteComment("The same for prod, which requires manual approval.");
        await RunToolAsync(cancellationToken, "promote");
        await RunToolAsync(
            cancellationToken,
            "report",
            "--group",
            "webshop",
            "--environment",
            "qa",
            "--state",
            "success"
        );
        await RunStatusCheckAsync("prod", cancellationToken);
        await RunToolAsync(cancellationToken, "list", "--app", "webui");

        WriteComment("The check has passed, but the pull request is still open. Approve it:");
        await RunToolAsync(cancellationToken, "merge", "--group", "webshop", "--app", "webui", "--environment", "prod");
        await PullAndShowDiffAsync(cancellationToken);

        WriteComment("There is no environment after the last one.");
        await RunToolAsync(cancellationToken, "promote");
        await RunToolAsync(cancellationToken, "list");
        await VerifyAsync(cancellationToken);
    }

    /// <summary>Runs the check in a checkout of the pull request's branch.</summary>
    private async Task RunStatusCheckAsync(string environment, CancellationToken cancellationToken)
    {
        var branch = $"promote/{environment}/webshop-webui";
        await RunGitAsync(cancellationToken, "fetch", "--quiet");
        await RunGitAsync(cancellationToken, "switch", "--quiet", "-C", branch, $"origin/{branch}");
        await RunToolAsync(cancellationToken, "status");
        await RunGitAsync(cancellationToken, "switch", "--quiet", "main");
    }

    private async Task PullAndShowDiffAsync(CancellationToken cancellationToken)
    {
        await RunGitAsync(cancellationToken, "pull", "--quiet", "--prune");
        await RunGitAsync(cancellationToken, "diff", "HEAD^1", "HEAD");
    }

    private async Task RunToolAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        WriteCommand($"gitops-promotion {string.Join(' ', arguments)}");
        var code = await runTool([.. arguments, "--sourcedir", clone.Path], wideTerminal, cancellationToken);
        if (code is ExitCode.Interrupted)
        {
            throw new OperationCanceledException();
        }

        if (code is not ExitCode.Done)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"The demo failed: gitops-promotion {arguments[0]} exited with code {(int)code}."
            )
            {
                Hint = "See the message above.",
            };
        }

        terminal.WriteLines("");
    }

    private async Task RunGitAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        WriteCommand($"git {string.Join(' ', arguments)}");
        var printed = await clone.RunAsync(cancellationToken, ["-c", "color.ui=false", .. arguments]);
        if (printed.Length > 0)
        {
            terminal.WriteLines(printed);
        }

        terminal.WriteLines("");
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        var manifest = await clone.RunAsync(cancellationToken, "show", "origin/main:webshop/prod/kustomization.yaml");
        if (!manifest.Contains("newTag: \"1.1.0\"", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The version did not reach production.");
        }

        WriteComment("webui 1.1.0 is in production.");
    }

    private void WriteComment(string text) => terminal.WriteLines($"# {text}");

    private void WriteCommand(string command) => terminal.WriteLines($"$ {command}");
}
