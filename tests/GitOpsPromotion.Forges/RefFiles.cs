namespace GitOpsPromotion.Forges;

/// <summary>The refs of a repository, in their files: with a process for each look, tests would mostly wait.</summary>
/// <param name="directory">The repository's own folder, with <c>HEAD</c> in it.</param>
/// <remarks>Sources: https://git-scm.com/docs/gitrepository-layout, https://git-scm.com/docs/git-pack-refs</remarks>
internal sealed class RefFiles(string directory)
{
    /// <summary>The folder that <c>git init</c> and <c>git clone</c> make, bare or not.</summary>
    public static RefFiles Of(string path) =>
        new[] { Path.Combine(path, ".git"), path }.FirstOrDefault(one => File.Exists(Path.Combine(one, "HEAD")))
            is { } found
            ? new(found)
            : throw new ArgumentException($"{path} is no repository, or one whose refs are elsewhere.", nameof(path));

    /// <summary>What the refs below a folder are at, by their full names; without symbolic ones.</summary>
    /// <param name="prefix">Such as <c>refs/heads/</c>.</param>
    public Dictionary<string, string> Read(string prefix)
    {
        Dictionary<string, string> refs = new(StringComparer.Ordinal);
        DirectoryInfo folder = new(Path.Combine(directory, prefix));
        if (folder.Exists)
        {
            foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                var name = Path.GetRelativePath(directory, file.FullName).Replace('\\', '/');
                if (!name.EndsWith(".lock", StringComparison.Ordinal) && ReadLoose(name) is { } target)
                {
                    refs.Add(name, target);
                }
            }
        }

        // After the loose ones, which win: what is packed in between is found here.
        foreach (var (name, target) in ReadPacked())
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                refs.TryAdd(name, target);
            }
        }

        return refs;
    }

    /// <summary>What a ref is at; null where there is none.</summary>
    public string? Find(string name) =>
        ReadLoose(name)
        ?? ReadPacked().Where(packed => packed.Name == name).Select(packed => packed.Target).FirstOrDefault();

    /// <summary>Sets a ref, under the lock that git takes.</summary>
    public void Write(string name, string target)
    {
        var file = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var stream = new FileStream($"{file}.lock", FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes($"{target}\n"));
        }

        File.Move($"{file}.lock", file, overwrite: true);
    }

    private string? ReadLoose(string name)
    {
        try
        {
            var content = ReadText(Path.Combine(directory, name)).TrimEnd();
            return content.StartsWith("ref:", StringComparison.Ordinal) ? null : content;
        }
        // It has been deleted meanwhile, or is a folder of refs.
        catch (Exception exception)
            when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IEnumerable<(string Name, string Target)> ReadPacked()
    {
        var file = Path.Combine(directory, "packed-refs");
        return !File.Exists(file)
            ? []
            : ReadText(file)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line[0] is not ('#' or '^'))
                .Select(line => line.Split(' ', 2))
                .Select(parts => (parts[1], parts[0]));
    }

    private static string ReadText(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
