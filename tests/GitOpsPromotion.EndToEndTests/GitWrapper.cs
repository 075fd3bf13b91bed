using System.Diagnostics;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>A <c>git</c> that comes first on the tool's PATH: it writes down each call and may do something before the real one.</summary>
internal sealed class GitWrapper
{
    private readonly string folder;

    private GitWrapper(string folder) => this.folder = folder;

    /// <summary>The command lines so far, in their order; arguments are parted by blanks.</summary>
    public string[] Calls => File.Exists(this["calls"]) ? File.ReadAllLines(this["calls"]) : [];

    private string this[string name] => Path.Combine(folder, name);

    /// <param name="site">Whose tool gets it.</param>
    /// <param name="before">POSIX shell commands that run before each call of git: <c>$*</c> are its arguments, <c>$count</c> is its number, <c>$git</c> the real git.</param>
    public static GitWrapper Install(Site site, string before = "")
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The wrapper around git is a POSIX shell script.");
        }

        GitWrapper wrapper = new(Directory.CreateDirectory(Path.Combine(site.Folder, "wrapper")).FullName);
        var path = Environment.GetEnvironmentVariable("PATH")!;
        var git = path.Split(Path.PathSeparator).Select(directory => Path.Combine(directory, "git")).First(File.Exists);
        site.Tool.Variables["PATH"] = $"{wrapper.folder}{Path.PathSeparator}{path}";
        wrapper.Write(
            $"""
            #!/bin/sh
            git='{git}'
            printf '%s\n' "$*" >> '{wrapper["calls"]}'
            count=$(wc -l < '{wrapper["calls"]}')
            {before}
            exec "$git" "$@"

            """
        );
        return wrapper;
    }

    /// <summary>Forgets the calls so far.</summary>
    public void Forget() => File.Delete(this["calls"]);

    // A file that this process has open for writing, if only for a moment, is busy when another thread starts it.
    private void Write(string script)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", "cat > git && chmod +x git"])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                UseShellExecute = false,
            }
        )!;
        shell.StandardInput.Write(script);
        shell.StandardInput.Close();
        shell.WaitForExit();
    }
}
