using System.Text;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>The refs of a repository, read and written as files rather than with a git process.</summary>
/// <param name="directory">The folder of the repository that contains <c>HEAD</c>.</param>
/// <remarks>Sources: https://git-scm.com/docs/gitrepository-layout, https://git-scm.com/docs/git-pack-refs</remarks>
internal sealed class RefFiles(string directory)
{
    /// <summary>How long git waits for the lock of a ref: core.filesRefLockTimeout.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMilliseconds(100);

    /// <summary>The refs of a repository, bare or not.</summary>
    public static RefFiles Of(string path) =>
        new[] { Path.Combine(path, ".git"), path }.FirstOrDefault(one => File.Exists(Path.Combine(one, "HEAD")))
            is { } found
            ? new(found)
            : throw new ArgumentException($"{path} is not a repository with refs in files.", nameof(path));

    /// <summary>The commits of the refs below a folder, by their full names; without symbolic refs.</summary>
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

        // Loose refs take precedence. Read after them, so that a ref that is packed in between is found.
        foreach (var (name, target) in ReadPacked())
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                refs.TryAdd(name, target);
            }
        }

        return refs;
    }

    /// <summary>The commit of a ref; null if it does not exist.</summary>
    public string? Find(string name) =>
        ReadLoose(name)
        ?? ReadPacked().Where(packed => packed.Name == name).Select(packed => packed.Target).FirstOrDefault();

    /// <summary>Sets a ref, under git's lock.</summary>
    public void Write(string name, string target) => TryWrite(name, target, _ => true);

    /// <summary>Sets a ref if its current commit is as expected. False if it is not.</summary>
    /// <param name="name">The full name of the ref.</param>
    /// <param name="target">The new commit; null deletes the ref.</param>
    /// <param name="isExpected">Checks the current commit; null if the ref does not exist.</param>
    public bool TryWrite(string name, string? target, Predicate<string?> isExpected)
    {
        var file = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = Lock(file);
        try
        {
            if (!isExpected(Find(name)))
            {
                return false;
            }

            if (target is null)
            {
                RemovePacked(name);
                File.Delete(file);
                return true;
            }

            stream.Write(Encoding.ASCII.GetBytes($"{target}\n"));
            stream.Dispose();
            RemoveEmptyFolder(file);
            File.Move($"{file}.lock", file, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete($"{file}.lock");
        }
    }

    private static FileStream Lock(string file)
    {
        FileStream? stream = null;
        return SpinWait.SpinUntil(() => (stream = TryLock(file)) is not null, LockTimeout) && stream is not null
            ? stream
            : throw new IOException($"{file}.lock exists.");
    }

    private static FileStream? TryLock(string file)
    {
        try
        {
            return new($"{file}.lock", FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
        }
        catch (IOException) when (File.Exists($"{file}.lock"))
        {
            return null;
        }
    }

    // Deleting the last ref of a folder leaves the folder.
    private static void RemoveEmptyFolder(string file)
    {
        if (Directory.Exists(file))
        {
            Directory.Delete(file);
        }
    }

    private void RemovePacked(string name)
    {
        if (ReadPacked().All(packed => packed.Name != name))
        {
            return;
        }

        var file = Path.Combine(directory, "packed-refs");
        using var stream = Lock(file);
        foreach (var line in File.ReadLines(file).Where(line => !line.EndsWith($" {name}", StringComparison.Ordinal)))
        {
            stream.Write(Encoding.UTF8.GetBytes($"{line}\n"));
        }

        stream.Dispose();
        File.Move($"{file}.lock", file, overwrite: true);
    }

    private string? ReadLoose(string name)
    {
        try
        {
            var content = ReadText(Path.Combine(directory, name)).TrimEnd();
            return content.StartsWith("ref:", StringComparison.Ordinal) ? null : content;
        }
        // The ref does not exist, or is a folder of refs.
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
