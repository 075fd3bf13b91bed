using GitOpsPromotion.Git;

namespace GitOpsPromotion.Cli.Demonstration;

/// <summary>Creates the GitOps repository of the demo: a bare remote and a clone of it.</summary>
internal static class Webshop
{
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The clone, with all files pushed.</returns>
    public static async Task<WorkingCopy> CreateAsync(string folder, CancellationToken cancellationToken)
    {
        WorkingCopy outside = new(folder);
        await outside.RunAsync(cancellationToken, "init", "--quiet", "--bare", "--initial-branch=main", "webshop.git");
        await outside.RunAsync(cancellationToken, "clone", "--quiet", "webshop.git", "webshop");

        WorkingCopy clone = new(Path.Combine(folder, "webshop"));
        // Independent of the user's git settings: no prompt for a signing key.
        foreach (
            var (name, value) in new[]
            {
                ("user.name", "Webshop"),
                ("user.email", "webshop@example.com"),
                ("commit.gpgsign", "false"),
                ("core.autocrlf", "false"),
            }
        )
        {
            await clone.RunAsync(cancellationToken, "config", name, value);
        }

        foreach (var (path, text) in WebshopFiles.All)
        {
            var file = Path.Combine(clone.Path, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, cancellationToken);
        }

        await clone.RunAsync(cancellationToken, "switch", "--quiet", "-C", "main");
        await clone.RunAsync(cancellationToken, "add", ".");
        await clone.RunAsync(cancellationToken, "commit", "--quiet", "-m", "Add the webshop");
        await clone.RunAsync(cancellationToken, "push", "--quiet", "--set-upstream", "origin", "main");
        return clone;
    }
}
