using GitOpsPromotion.Forges.Repositories;

namespace GitOpsPromotion.Forges;

/// <summary>A folder for the repositories of one test. The git settings of the machine do not apply.</summary>
public sealed class GitSandbox : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    // Once for the test process and its child processes, before the first repository is created.
    static GitSandbox()
    {
        Environment.SetEnvironmentVariable("GIT_CONFIG_NOSYSTEM", "1");
        Environment.SetEnvironmentVariable(
            "GIT_CONFIG_GLOBAL",
            System.IO.Path.Combine(AppContext.BaseDirectory, "gitconfig")
        );
        // Without sample hooks, which take most of the time of git init.
        Environment.SetEnvironmentVariable("GIT_TEMPLATE_DIR", "");
        Environment.SetEnvironmentVariable("GIT_AUTHOR_NAME", null);
        Environment.SetEnvironmentVariable("GIT_AUTHOR_EMAIL", null);
        Environment.SetEnvironmentVariable("GIT_COMMITTER_NAME", null);
        Environment.SetEnvironmentVariable("GIT_COMMITTER_EMAIL", null);
        Environment.SetEnvironmentVariable("EMAIL", null);
    }

    public string Path => directory.Path;

    public string this[string name] => directory[name];

    /// <summary>Creates a bare repository, as a server has it.</summary>
    /// <param name="name">The folder's name.</param>
    /// <param name="branch">The default branch, without commits.</param>
    /// <param name="options">Options of <c>git init</c>.</param>
    public TestRepository CreateRemote(string name = "remote.git", string branch = "main", params string[] options) =>
        TestRepository.CreateBare(directory[name], branch, options);

    /// <summary>Clones over <c>file://</c>, so that depth and filters work as over a network.</summary>
    /// <param name="remote">What to clone.</param>
    /// <param name="name">The folder's name.</param>
    /// <param name="options">Options of <c>git clone</c>, such as <c>--depth=1</c>.</param>
    public TestRepository Clone(TestRepository remote, string name = "clone", params string[] options)
    {
        ArgumentNullException.ThrowIfNull(remote);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Length > 0 || !LibGit.TryClone(remote, directory[name]))
        {
            new TestRepository(directory.Path).Git(["clone", "--quiet", .. options, remote.Address, name]);
        }

        return new(directory[name]);
    }

    /// <summary>Creates a repository with a remote, without fetching.</summary>
    /// <param name="origin">The URL of the remote.</param>
    /// <param name="name">The folder's name.</param>
    public TestRepository CreateConnected(Uri origin, string name)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var repository = CreateRemote(name);
        File.AppendAllText(
            System.IO.Path.Combine(repository.Path, "config"),
            $"[remote \"origin\"]\n\turl = {origin.AbsoluteUri}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n"
        );
        return repository;
    }

    /// <summary>Copies all files to another sandbox.</summary>
    public void CopyTo(GitSandbox other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(other[System.IO.Path.GetRelativePath(Path, folder)]);
        }

        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, other[System.IO.Path.GetRelativePath(Path, file)]);
        }
    }

    public void Dispose() => directory.Dispose();
}
