using LibGit2Sharp;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>Opens repositories with libgit2, which reads and writes them in process.</summary>
internal static class LibGit
{
    static LibGit()
    {
        GlobalSettings.SetOwnerValidation(false);
        GlobalSettings.SetStrictHashVerification(false);
        GlobalSettings.SetEnableStrictObjectCreation(false);
        foreach (var level in new[] { ConfigurationLevel.Global, ConfigurationLevel.Xdg, ConfigurationLevel.System })
        {
            GlobalSettings.SetConfigSearchPaths(level, AppContext.BaseDirectory);
        }
    }

    /// <summary>Opens a repository; null if libgit2 does not support it, for example with SHA-256.</summary>
    public static Repository? TryOpen(string path)
    {
        try
        {
            return new(path);
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    /// <summary>Clones with a working tree. False if libgit2 does not support the repository, or it is empty.</summary>
    public static bool TryClone(TestRepository remote, string path)
    {
        using (var source = TryOpen(remote.Path))
        {
            if (source?.Head.Tip is null)
            {
                return false;
            }
        }

        Repository.Clone(remote.Address, path);
        return true;
    }
}
