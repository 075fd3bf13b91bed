using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli.Demonstration;

/// <summary>Takes one version from <c>new</c> to production, and shows each command, what it printed and what it changed.</summary>
internal sealed class Demo(WorkingCopy clone, Terminal terminal, TimeProvider time)
{
    // The story is for people, also where it goes to a file: the board is shown as a terminal shows it.
    private readonly Terminal stage = terminal.WithWidth();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        WriteComment("A webshop with the apps webui and cart, in the environments dev, qa and prod.");
        await RunToolAsync(cancellationToken, "list");

        WriteComment(
            "CI has built webui 1.1.0. Start its promotion: dev is the first environment, so it merges at once."
        );
        await RunToolAsync(cancellationToken, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");
        await PullAndShowDiffAsync(cancellationToken);

        WriteComment("The merge starts a job that goes on with the next environment.");
        await RunToolAsync(cancellationToken, "promote");

        WriteComment(
            "qa waits until dev runs the version well. Here that is reported by hand; else Flux or Argo CD does it."
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

        WriteComment("The same for prod, but there a person decides.");
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

        WriteComment("The check has passed, and still nothing was merged. This is the go:");
        await RunToolAsync(cancellationToken, "merge", "--group", "webshop", "--app", "webui", "--environment", "prod");
        await PullAndShowDiffAsync(cancellationToken);

        WriteComment("After the last environment there is nothing left to do.");
        await RunToolAsync(cancellationToken, "promote");
        await RunToolAsync(cancellationToken, "list");
        await VerifyAsync(cancellationToken);
    }

    /// <summary>The check runs in the pull request's own checkout.</summary>
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
        // Nothing of the machine's environment counts here: no token, and no CI system's branch.
        var code = await CommandLine.RunAsync(
            [.. arguments, "--sourcedir", clone.Path],
            stage,
            static _ => null,
            time,
            cancellationToken
        );
        if (code is ExitCode.Interrupted)
        {
            throw new OperationCanceledException();
        }

        if (code is not ExitCode.Done)
        {
            throw new PromotionException(
                FailureKind.Rejected,
                $"The demonstration stopped: gitops-promotion {arguments[0]} ended with exit code {(int)code}."
            )
            {
                Hint = "The message above says why.",
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
