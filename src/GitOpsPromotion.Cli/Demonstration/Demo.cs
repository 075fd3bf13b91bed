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
        Say("A webshop with the apps webui and cart, in the environments dev, qa and prod.");
        await ToolAsync(cancellationToken, "list");

        Say("CI has built webui 1.1.0. Start its promotion: dev is the first environment, so it merges at once.");
        await ToolAsync(cancellationToken, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");
        await PullAsync(cancellationToken);

        Say("The merge starts a job that goes on with the next environment.");
        await ToolAsync(cancellationToken, "promote");

        Say("qa waits until dev runs the version well. Here that is reported by hand; else Flux or Argo CD does it.");
        await ToolAsync(
            cancellationToken,
            "report",
            "--group",
            "webshop",
            "--environment",
            "dev",
            "--state",
            "success"
        );
        await CheckAsync("qa", cancellationToken);
        await PullAsync(cancellationToken);

        Say("The same for prod, but there a person decides.");
        await ToolAsync(cancellationToken, "promote");
        await ToolAsync(cancellationToken, "report", "--group", "webshop", "--environment", "qa", "--state", "success");
        await CheckAsync("prod", cancellationToken);
        await ToolAsync(cancellationToken, "list", "--app", "webui");

        Say("The check has passed, and still nothing was merged. This is the go:");
        await ToolAsync(cancellationToken, "merge", "--group", "webshop", "--app", "webui", "--environment", "prod");
        await PullAsync(cancellationToken);

        Say("After the last environment there is nothing left to do.");
        await ToolAsync(cancellationToken, "promote");
        await ToolAsync(cancellationToken, "list");
        await VerifyAsync(cancellationToken);
    }

    /// <summary>The check runs in the pull request's own checkout.</summary>
    private async Task CheckAsync(string environment, CancellationToken cancellationToken)
    {
        var branch = $"promote/{environment}/webshop-webui";
        await GitAsync(cancellationToken, "fetch", "--quiet");
        await GitAsync(cancellationToken, "switch", "--quiet", "-C", branch, $"origin/{branch}");
        await ToolAsync(cancellationToken, "status");
        await GitAsync(cancellationToken, "switch", "--quiet", "main");
    }

    private async Task PullAsync(CancellationToken cancellationToken)
    {
        await GitAsync(cancellationToken, "pull", "--quiet", "--prune");
        await GitAsync(cancellationToken, "diff", "HEAD^1", "HEAD");
    }

    private async Task ToolAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        Show($"gitops-promotion {string.Join(' ', arguments)}");
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

    private async Task GitAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        Show($"git {string.Join(' ', arguments)}");
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

        Say("webui 1.1.0 is in production.");
    }

    private void Say(string text) => terminal.WriteLines($"# {text}");

    private void Show(string command) => terminal.WriteLines($"$ {command}");
}
