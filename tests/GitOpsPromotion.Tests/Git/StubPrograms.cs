using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Shell scripts in the place of git, ssh and other programs, in the folder bin of a sandbox.</summary>
internal sealed class StubPrograms(GitSandbox sandbox, Variables variables)
{
    private readonly string folder = sandbox["bin"];

    /// <summary>The full path of a program.</summary>
    public string this[string name] => Path.Combine(folder, name);

    /// <summary>Writes a program.</summary>
    public void Write(string name, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are POSIX shell scripts.");
        Directory.CreateDirectory(folder);
        ShellScript.Write(this[name], script);
    }

    /// <summary>Puts a git first on PATH that runs a script, then the real git.</summary>
    public void WrapGit(string script)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!;
        var real = path.Split(Path.PathSeparator).Select(entry => Path.Combine(entry, "git")).First(File.Exists);
        // git would use this folder to start itself.
        variables["GIT_EXEC_PATH"] = null;
        Write("git", $"{script}\nexec '{real}' \"$@\"");
        variables["PATH"] = folder + Path.PathSeparator + path;
    }
}
