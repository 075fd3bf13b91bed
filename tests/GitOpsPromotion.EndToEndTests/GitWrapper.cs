using System.Diagnostics;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>A <c>git</c> script on the PATH of the tool, which logs each call and can run commands before the real git.</summary>
internal sealed class GitWrapper
{
    private readonly string folder;

    private GitWrapper(string folder) => this.folder = folder;

    /// <summary>The command lines in their order, arguments separated by spaces.</summary>
    public string[] Calls => File.Exists(this["calls"]) ? File.ReadAllLines(this["calls"]) : [];

    private string this[string name] => Path.Combine(folder, name);

    /// <param name="site">The site whose tool uses the script.</param>
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

    /// <summary>Clears the log.</summary>
    public void Forget() => File.Delete(this["calls"]);

    // Linux does not start a file that a process has open for writing, even if another thread forked for a moment.
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
