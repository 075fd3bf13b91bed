using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

public static class ProgramPathTests
{
    [Theory]
    [InlineData("/usr/local/bin:/usr/bin", "/usr/bin/git")]
    [InlineData("/opt/git/bin/:/usr/bin", "/opt/git/bin/git")]
    [InlineData(":/usr/bin", "/usr/bin/git")]
    [InlineData("/none::/usr/bin:", "/usr/bin/git")]
    [InlineData(".:/usr/bin", "/usr/bin/git")]
    [InlineData("..:bin:./bin:node_modules/.bin:/usr/bin", "/usr/bin/git")]
    [InlineData("/with blanks/bin:/usr/bin", "/with blanks/bin/git")]
    public static void Uses_the_first_absolute_folder_that_has_the_program(string path, string expected) =>
        Unix(
                path,
                "git",
                "./git",
                "../git",
                "bin/git",
                "./bin/git",
                "node_modules/.bin/git",
                "/git",
                "/opt/git/bin/git",
                "/with blanks/bin/git",
                "/usr/bin/git"
            )
            .Find("git")
            .Should()
            .Be(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(".:bin")]
    [InlineData("/somewhere/else")]
    public static void Finds_nothing_in_the_current_directory(string? path) =>
        Unix(path, "git", "./git", "bin/git", "/git").Find("git").Should().BeNull();

    [Theory]
    [InlineData(@"C:\Windows;C:\Program Files\Git\cmd", @"C:\Program Files\Git\cmd\git.exe")]
    [InlineData("""C:\Windows;"C:\Program Files\Git\cmd\" """, @"C:\Program Files\Git\cmd\git.exe")]
    [InlineData(@";.;bin;C:bin;\bin;%ProgramFiles%\Git\cmd;D:/git", @"D:/git\git.exe")]
    [InlineData(@"\\server\share\git", @"\\server\share\git\git.exe")]
    public static void Follows_the_rules_of_Windows(string path, string expected) =>
        Windows(
                path,
                ".COM;.EXE;.BAT;.CMD",
                @"C:\Program Files\Git\cmd\git.exe",
                @"D:/git\git.exe",
                @"\\server\share\git\git.exe",
                "git.exe",
                @"\git.exe",
                @".\git.exe",
                @"bin\git.exe",
                @"C:bin\git.exe",
                @"\bin\git.exe",
                @"%ProgramFiles%\Git\cmd\git.exe"
            )
            .Find("git")
            .Should()
            .Be(expected);

    [Theory]
    [InlineData("git.exe")]
    [InlineData("git.cmd")]
    [InlineData("git.bat")]
    [InlineData("git.com")]
    [InlineData("git")]
    public static void Finds_no_program_in_the_checkout_on_Windows(string file) =>
        Windows(@";.;C:\Windows", ".COM;.EXE;.BAT;.CMD", file, $@".\{file}", $@"\{file}").Find("git").Should().BeNull();

    [Fact]
    public static void Ignores_batch_files() =>
        Windows(@"C:\shims;C:\git", ".CMD;.BAT;.EXE", @"C:\shims\git.cmd", @"C:\shims\git.bat", @"C:\git\git.exe")
            .Find("git")
            .Should()
            .Be(@"C:\git\git.exe");

    [Theory]
    [InlineData(".EXE;.COM", @"C:\git\git.exe")]
    [InlineData(".com;.exe", @"C:\git\git.com")]
    [InlineData("", @"C:\git\git.com")]
    [InlineData(null, @"C:\git\git.com")]
    public static void Tries_extensions_in_the_order_of_PATHEXT(string? extensions, string expected) =>
        Windows(@"C:\git", extensions, @"C:\git\git.com", @"C:\git\git.exe", @"C:\git\git")
            .Find("git")
            .Should()
            .Be(expected);

    [Fact]
    public static void Removes_entries_that_depend_on_the_current_directory() =>
        Unix(":/usr/bin:.:bin:/bin:").Value.Should().Be("/usr/bin:/bin");

    [Fact]
    public static void Ignores_folders_and_files_that_are_not_executable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no execute permission there.");
        using GitSandbox sandbox = new();
        Directory.CreateDirectory(sandbox["folder/git"]);
        Directory.CreateDirectory(sandbox["text"]);
        File.WriteAllText(sandbox["text/git"], "a text\n");
        Directory.CreateDirectory(sandbox["program"]);
        ShellScript.Write(sandbox["program/git"], "exit 0");
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = $"{sandbox["folder"]}:{sandbox["text"]}:{sandbox["program"]}",
        };

        ProgramPath.From(environment).Find("git").Should().Be(sandbox["program/git"]);
    }

    private static ProgramPath Unix(string? path, params string[] programs) =>
        new(path, extensions: ".EXE", isWindows: false, programs.Contains);

    private static ProgramPath Windows(string path, string? extensions, params string[] programs) =>
        new(path, extensions, isWindows: true, programs.Contains);
}
