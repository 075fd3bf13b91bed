using System.CommandLine;
using GitOpsPromotion.Cli.Demonstration;

namespace GitOpsPromotion.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create(Composition composition)
    {
        Option<bool> keep = new("--keep")
        {
            Description = "Leave the repository there to play with, and say where it is.",
        };
        Command command = new(
            "demo",
            "Show a whole promotion in a throwaway repository: one version from the first environment to production."
        )
        {
            keep,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var folder = CreateFolder();
                var kept = parsed.GetValue(keep);
                try
                {
                    var clone = await Webshop.CreateAsync(folder.FullName, cancellationToken);
                    await new Demo(clone, composition.Terminal, composition.Time).RunAsync(cancellationToken);
                    if (kept)
                    {
                        composition.Terminal.WriteOutput($"the repository is in {clone.Path}");
                    }
                }
                finally
                {
                    if (!kept)
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
                $"No folder for the demonstration was created in '{Path.GetTempPath()}': {exception.Message}",
                exception
            )
            {
                Hint = "Set TMPDIR (on Windows TMP) to a folder that exists and may be written to.",
            };
        }
    }

    private static void Delete(DirectoryInfo folder)
    {
        // git marks its object files read-only, which Windows refuses to delete.
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }

        folder.Delete(recursive: true);
    }
}
