using System.CommandLine;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Demonstration;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Cli.Commands;

internal static class DemoCommand
{
    /// <param name="composition">The composition.</param>
    /// <param name="runTool">Runs the tool in this process.</param>
    public static Command Create(
        Composition composition,
        Func<IReadOnlyList<string>, Terminal, CancellationToken, Task<ExitCode>> runTool
    )
    {
        Option<bool> keep = new("--keep") { Description = "Keep the repository, and print its folder." };
        ToolCommand command = new(
            "demo",
            "Demonstrate a promotion from the first environment to production, in a temporary repository.",
            "gitops-promotion demo",
            "gitops-promotion demo --keep"
        )
        {
            keep,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var folder = CreateFolder();
                var isKept = parsed.GetValue(keep);
                try
                {
                    var clone = await Webshop.CreateAsync(folder.FullName, cancellationToken);
                    await new Demo(clone, composition.Terminal, runTool).RunAsync(cancellationToken);
                    if (isKept)
                    {
                        composition.Terminal.WriteOutput($"repository: {clone.Path}");
                    }
                }
                finally
                {
                    if (!isKept)
                    {
                        Delete(folder);
                    }
                }

                return (int)ExitCode.Done;
            }
        );
        return command;
    }

    private static DirectoryInfo CreateFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory("gitops-promotion-demo-");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PromotionException(
                FailureKind.Configuration,
                $"Cannot create a folder for the demo in '{Path.GetTempPath()}': {exception.Message}",
                exception
            )
            {
                Hint = "Set TMPDIR (TMP on Windows) to a writable folder.",
            };
        }
    }

    private static void Delete(DirectoryInfo folder)
    {
        // git makes its object files read-only; Windows does not delete read-only files.
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }

        folder.Delete(recursive: true);
    }
}
