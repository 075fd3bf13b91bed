namespace GitOpsPromotion.Forges.Repositories;

/// <summary>Creates the files of an empty bare repository, as <c>git init --bare</c> does.</summary>
/// <remarks>Source: https://git-scm.com/docs/gitrepository-layout</remarks>
internal static class BareRepository
{
    public static void Create(string path, string branch)
    {
        foreach (var folder in new[] { "objects/info", "objects/pack", "refs/heads", "refs/tags" })
        {
            Directory.CreateDirectory(Path.Combine(path, folder));
        }

        File.WriteAllText(Path.Combine(path, "HEAD"), $"ref: refs/heads/{branch}\n");
        File.WriteAllText(
            Path.Combine(path, "config"),
            "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n"
        );
    }
}
