using GitOpsPromotion.Forges.Repositories;

namespace GitOpsPromotion.Forges;

/// <summary>A real repository for tests. Frequent commands run in process, all others with the git executable.</summary>
public sealed class TestRepository(string path)
{
    internal const string AuthorName = "Ada";
    internal const string AuthorEmail = "ada@example.com";

    /// <summary>The default date of commits: fixed, so that runs are reproducible.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public string Path { get; } = path;

    /// <summary>Its <c>file://</c> URL.</summary>
    public string Address => new Uri(Path).AbsoluteUri;

    /// <summary>Creates a bare repository as a server has it, with a default branch without commits.</summary>
    /// <param name="path">A folder that does not exist.</param>
    /// <param name="branch">The default branch.</param>
    /// <param name="options">Options of <c>git init</c>.</param>
    public static TestRepository CreateBare(string path, string branch, params string[] options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TestRepository remote = new(path);
        Directory.CreateDirectory(path);
        if (options.Length > 0)
        {
            remote.Git(["init", "--quiet", "--bare", $"--initial-branch={branch}", .. options]);
        }
        else
        {
            BareRepository.Create(path, branch);
        }

        // Settings of hosting services: partial clones, and refs for pull requests that nobody can push to.
        File.AppendAllText(
            System.IO.Path.Combine(path, "config"),
            "[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n[receive]\n\thideRefs = refs/pull\n"
        );
        return remote;
    }

    /// <summary>Runs a git command. Returns its standard output without the last line end; throws if it fails.</summary>
    public string Git(params string[] arguments) => Git(input: null, arguments);

    /// <summary>Runs a git command with standard input.</summary>
    public string Git(byte[]? input, params string[] arguments) => Run(input, arguments).Text;

    /// <summary>The content of a file in a commit, to the byte.</summary>
    public byte[] ReadBytes(string revision, string file) =>
        Run(input: null, ["cat-file", "blob", $"{revision}:{file}"]).Output;

    /// <summary>Runs a git command that may fail.</summary>
    public (int ExitCode, string Output) TryGit(byte[]? input, params string[] arguments)
    {
        var result = Start(input, arguments);
        return (result.ExitCode, result.Text);
    }

    /// <summary>Commits files to a branch without a working tree, on top of the branch. Returns the commit.</summary>
    public string Commit(string branch, params (string Path, string Content)[] files) => CommitAt(Noon, branch, files);

    /// <summary>Commits files to a branch with a date.</summary>
    public string CommitAt(DateTimeOffset time, string branch, params (string Path, string Content)[] files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var reference = $"refs/heads/{branch}";
        NewCommit commit = new(reference, FindRef(reference), time, files);
        if (InProcessCommit.TryWrite(Path, commit) is not { } written)
        {
            return Git(FastImport.Write(commit), "fast-import", "--quiet", "--done");
        }

        return RefFiles.Of(Path).TryWrite(reference, written, current => current == commit.Parent)
            ? written
            : throw new InvalidOperationException($"{reference} changed while {Path} got a commit.");
    }

    /// <summary>The object ID of a revision.</summary>
    public string Resolve(string revision) => FindBranch(revision) ?? Git("rev-parse", "--verify", revision);

    /// <summary>Whether the repository has a ref with that full name.</summary>
    public bool Has(string reference) => FindRef(reference) is not null;

    /// <summary>The commit of a ref by its full name; null if it does not exist.</summary>
    public string? FindRef(string reference) => RefFiles.Of(Path).Find(reference);

    /// <summary>The commits of the refs below a folder such as <c>refs/heads/</c>, by their full names.</summary>
    public IReadOnlyDictionary<string, string> ReadRefs(string prefix) => RefFiles.Of(Path).Read(prefix);

    /// <summary>Sets a ref, as its host does.</summary>
    public void SetRef(string reference, string commit) => RefFiles.Of(Path).Write(reference, commit);

    /// <summary>Changes the URL of a clone's remote.</summary>
    public void SetOrigin(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        Git("remote", "set-url", "origin", url.AbsoluteUri);
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

    /// <summary>Installs a hook. Needs a POSIX shell, which git includes on Windows.</summary>
    public void WriteHook(string name, string script)
    {
        var folder = System.IO.Path.Combine(Path, Directory.Exists(System.IO.Path.Combine(Path, ".git")) ? ".git" : "");
        var hook = System.IO.Path.Combine(folder, "hooks", name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(hook)!);
        ShellScript.Write(hook, script);
    }

    /// <summary>Everything that belongs to the user, as text: HEAD, refs, settings, index, FETCH_HEAD, and files with their contents.</summary>
    public string Snapshot() => CheckoutSnapshot.Of(this);

    // As in git, a tag takes precedence over a branch of the same name.
    private string? FindBranch(string revision)
    {
        var refs = RefFiles.Of(Path);
        return revision.StartsWith("refs/", StringComparison.Ordinal) ? refs.Find(revision)
            : refs.Find($"refs/tags/{revision}") is null ? refs.Find($"refs/heads/{revision}")
            : null;
    }

    private GitResult Run(byte[]? input, string[] arguments)
    {
        var result = Start(input, arguments);
        return result.ExitCode is 0
            ? result
            : throw new InvalidOperationException(
                $"git {string.Join(' ', arguments)} exited with {result.ExitCode}: {result.Error}"
            );
    }

    private GitResult Start(byte[]? input, string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return InProcessGit.TryRun(Path, input, arguments) ?? GitCommand.Run(Path, input, arguments);
    }
}
