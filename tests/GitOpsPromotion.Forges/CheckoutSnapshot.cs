using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Forges;

/// <summary>Everything that belongs to the user of a checkout, as text.</summary>
internal static class CheckoutSnapshot
{
    /// <summary>HEAD, refs, settings, index, FETCH_HEAD and the files with their contents.</summary>
    public static string Of(TestRepository repository)
    {
        StringBuilder snapshot = new();

        string[] files = ["HEAD", "index", "config", "config.worktree", "FETCH_HEAD", "ORIG_HEAD", "packed-refs"];
        var paths = repository.Git(["rev-parse", .. files.SelectMany(file => new[] { "--git-path", file })]);
        foreach (var (file, path) in files.Zip(paths.Split('\n')))
        {
            var full = Path.Combine(repository.Path, path);
            snapshot.AppendLine(
                CultureInfo.InvariantCulture,
                $"{file}: {(File.Exists(full) ? Convert.ToHexString(File.ReadAllBytes(full)) : "none")}"
            );
        }

        snapshot.AppendLine(repository.Git("for-each-ref"));

        if (repository.Git("rev-parse", "--is-bare-repository") is "false")
        {
            // Without this option, git status updates the index.
            snapshot.AppendLine(repository.Git("--no-optional-locks", "status", "--porcelain=v2", "--ignored", "-z"));

            foreach (
                var file in Directory
                    .EnumerateFiles(repository.Path, "*", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
            )
            {
                if (!file.Contains($"{Path.DirectorySeparatorChar}.git", StringComparison.Ordinal))
                {
                    snapshot.AppendLine(
                        CultureInfo.InvariantCulture,
                        $"{file}: {Convert.ToHexString(File.ReadAllBytes(file))}"
                    );
                }
            }
        }

        return snapshot.ToString();
    }
}
