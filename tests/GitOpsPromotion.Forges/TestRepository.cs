using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Forges;

/// <summary>A real repository for tests, driven by the git executable.</summary>
public sealed class TestRepository(string path)
{
    /// <summary>The time of commits that name none: fixed, so that runs are alike.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public string Path { get; } = path;

    /// <summary>Its <c>file://</c> URL.</summary>
    public string Address => new Uri(Path).AbsoluteUri;

    /// <summary>A bare repository, as a server holds it, with a default branch that has no commit yet.</summary>
    /// <param name="path">A folder that is not there yet.</param>
    /// <param name="branch">The default branch.</param>
    /// <param name="options">More options of <c>git init</c>.</param>
    public static TestRepository CreateBare(string path, string branch, params string[] options)
    {
        TestRepository remote = new(path);
        Directory.CreateDirectory(path);
        remote.Git(["init", "--quiet", "--bare", $"--initial-branch={branch}", .. options]);

        // What hosts of repositories allow, and the refs that they keep for pull requests, which nobody pushes to.
        File.AppendAllText(
            System.IO.Path.Combine(path, "config"),
            "[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n[receive]\n\thideRefs = refs/pull\n"
        );
        return remote;
    }

    /// <summary>Runs git in the repository. Returns its standard output without the last line end; throws where it fails.</summary>
    public string Git(params string[] arguments) => Git(input: null, arguments);

    /// <summary>Runs git in the repository with something to read.</summary>
    public string Git(byte[]? input, params string[] arguments) =>
        Encoding.UTF8.GetString(Run(input, arguments)).TrimEnd('\n');

    /// <summary>The content of a file in a commit, to the byte.</summary>
    public byte[] ReadBytes(string revision, string file) => Run(input: null, "cat-file", "blob", $"{revision}:{file}");

    /// <summary>Runs git in the repository where it may say no by its exit code.</summary>
    public (int ExitCode, string Output) TryGit(byte[]? input, params string[] arguments)
    {
        var (exitCode, output, _) = Start(input, arguments);
        return (exitCode, Encoding.UTF8.GetString(output).TrimEnd('\n'));
    }

    private byte[] Run(byte[]? input, params string[] arguments)
    {
        var (exitCode, output, error) = Start(input, arguments);
        return exitCode is 0
            ? output
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)} exited with {exitCode}: {error}");
    }

    private (int ExitCode, byte[] Output, string Error) Start(byte[]? input, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                ["GIT_AUTHOR_NAME"] = "Ada",
                ["GIT_AUTHOR_EMAIL"] = "ada@example.com",
                ["GIT_COMMITTER_NAME"] = "Ada",
                ["GIT_COMMITTER_EMAIL"] = "ada@example.com",
                ["GIT_AUTHOR_DATE"] = "2026-01-02T12:00:00Z",
                ["GIT_COMMITTER_DATE"] = "2026-01-02T12:00:00Z",
                ["GIT_TERMINAL_PROMPT"] = "0",
                ["GIT_DEFAULT_REF_FORMAT"] = "files",
                ["LC_ALL"] = "C",
            },
        };

        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        git.StandardInput.BaseStream.Write(input ?? []);
        git.StandardInput.Close();
        git.StandardOutput.BaseStream.CopyTo(output);
        git.WaitForExit();

        return (git.ExitCode, output.ToArray(), error.GetAwaiter().GetResult());
    }

    /// <summary>Commits files to a branch without a working tree, on top of what the branch holds. Returns the commit.</summary>
    public string Commit(string branch, params (string Path, string Content)[] files) => CommitAt(Noon, branch, files);

    /// <summary>Commits files to a branch at a time.</summary>
    public string CommitAt(DateTimeOffset time, string branch, params (string Path, string Content)[] files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var reference = $"refs/heads/{branch}";
        using MemoryStream stream = new();
        Write(stream, $"commit {reference}\nmark :1\n");
        Write(
            stream,
            string.Create(
                CultureInfo.InvariantCulture,
                $"committer Ada <ada@example.com> {time.ToUnixTimeSeconds()} +0000\n"
            )
        );
        WriteData(stream, $"Change {string.Join(", ", files.Select(file => file.Path))}\n");

        if (FindRef(reference) is { } parent)
        {
            Write(stream, $"from {parent}\n");
        }

        foreach (var (name, content) in files)
        {
            Write(stream, $"M 100644 inline {Quote(name)}\n");
            WriteData(stream, content);
        }

        Write(stream, "get-mark :1\ndone\n");
        return Git(stream.ToArray(), "fast-import", "--quiet", "--done");
    }

    /// <summary>The object that a revision names.</summary>
    public string Resolve(string revision) => FindBranch(revision) ?? Git("rev-parse", "--verify", revision);

    /// <summary>Whether the repository has a ref of that full name.</summary>
    public bool Has(string reference) => FindRef(reference) is not null;

    /// <summary>What a ref is at, by its full name; null where there is none.</summary>
    public string? FindRef(string reference) => RefFiles.Of(Path).Find(reference);

    /// <summary>What the refs below a folder such as <c>refs/heads/</c> are at, by their full names.</summary>
    public IReadOnlyDictionary<string, string> ReadRefs(string prefix) => RefFiles.Of(Path).Read(prefix);

    /// <summary>Sets a ref, as its host does.</summary>
    public void SetRef(string reference, string commit) => RefFiles.Of(Path).Write(reference, commit);

    /// <summary>Lets a clone's remote be somewhere else than where it was cloned from.</summary>
    public void SetOrigin(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var file = System.IO.Path.Combine(Path, ".git", "config");
        var lines = File.ReadAllLines(file);
        var at = Array.FindIndex(lines, line => line.StartsWith("\turl = ", StringComparison.Ordinal));
        lines[at] = $"\turl = {url.AbsoluteUri}";
        File.WriteAllLines(file, lines);
    }

    /// <summary>The content of a file in a commit.</summary>
    public string Read(string revision, string file) => Git("cat-file", "blob", $"{revision}:{file}");

    /// <summary>All paths in a commit.</summary>
    public string[] Files(string revision) =>
        Git("ls-tree", "-r", "-z", "--name-only", revision).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Writes a file of the working tree.</summary>
    public void WriteFile(string file, string content)
    {
        var full = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    /// <summary>Installs a hook. Needs a POSIX shell, which git brings along on Windows.</summary>
    public void WriteHook(string name, string script)
    {
        var hook = System.IO.Path.Combine(Path, Git("rev-parse", "--git-path", "hooks"), name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(hook)!);
        ShellScript.Write(hook, script);
    }

    /// <summary>All that belongs to the user, as text: HEAD, refs, settings, index, FETCH_HEAD and the files with their contents.</summary>
    public string Snapshot() => CheckoutSnapshot.Of(this);

    // A tag of the same name would come first, as in git.
    private string? FindBranch(string revision)
    {
        var refs = RefFiles.Of(Path);
        return revision.StartsWith("refs/", StringComparison.Ordinal) ? refs.Find(revision)
            : refs.Find($"refs/tags/{revision}") is null ? refs.Find($"refs/heads/{revision}")
            : null;
    }

    // Names are quoted as in C; bytes beyond ASCII stand for themselves.
    private static string Quote(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static void Write(MemoryStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    private static void WriteData(MemoryStream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Write(stream, string.Create(CultureInfo.InvariantCulture, $"data {bytes.Length}\n"));
        stream.Write(bytes);
        stream.WriteByte((byte)'\n');
    }
}
