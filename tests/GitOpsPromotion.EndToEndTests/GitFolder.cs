using System.Globalization;
using System.Text;
using GitOpsPromotion.Forges;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The content of the <c>.git</c> folder of a clone without objects: HEAD, index, settings, refs, logs, FETCH_HEAD.</summary>
internal static class GitFolder
{
    public static string Read(TestRepository clone)
    {
        StringBuilder text = new();
        var folder = Path.GetFullPath(clone.Git("rev-parse", "--git-common-dir"), clone.Path);
        foreach (
            var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        )
        {
            var name = Path.GetRelativePath(folder, file);
            if (!name.StartsWith("objects", StringComparison.Ordinal))
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{name}: {Convert.ToHexString(File.ReadAllBytes(file))}"
                );
            }
        }

        return text.ToString();
    }
}
