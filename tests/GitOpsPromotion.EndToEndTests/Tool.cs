using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The executable, run as a process with a clean environment.</summary>
/// <param name="home">The folder for its home and temporary files.</param>
internal sealed class Tool(string home)
{
    // Required to start processes on Windows.
    private static readonly string[] Kept = ["SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "windir"];

    /// <summary>Additional environment variables.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>The folder for its temporary files.</summary>
    public string Temporary => Directory.CreateDirectory(Path.Combine(home, "tmp")).FullName;

    /// <summary>Runs the tool to its end.</summary>
    public async Task<ToolRun> RunAsync(string directory, params string[] arguments)
    {
        using var running = Start(directory, arguments);
        return await running.EndAsync();
    }

    /// <summary>Starts the tool.</summary>
    public RunningTool Start(string directory, params string[] arguments) =>
        Start(directory, ToolExecutable.Path, arguments);

    /// <summary>Starts a program that starts the tool.</summary>
    /// <param name="directory">Its working directory.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads from standard input.</param>
    public RunningTool Start(string directory, string program, string[] arguments, string input = "")
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Inherited())
        {
            start.Environment[name] = value;
        }

        return new RunningTool(
            Process.Start(start)!,
            $"{Path.GetFileNameWithoutExtension(program)} {string.Join(' ', arguments)}",
            input
        );
    }

    private IEnumerable<KeyValuePair<string, string>> Inherited()
    {
        foreach (var name in Kept)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                yield return KeyValuePair.Create(name, value);
            }
        }

        yield return KeyValuePair.Create("PATH", Environment.GetEnvironmentVariable("PATH")!);
        yield return KeyValuePair.Create("HOME", home);
        yield return KeyValuePair.Create("USERPROFILE", home);
        yield return KeyValuePair.Create("TMPDIR", Temporary);
        yield return KeyValuePair.Create("TEMP", Temporary);
        yield return KeyValuePair.Create("TMP", Temporary);
        yield return KeyValuePair.Create("GIT_CONFIG_NOSYSTEM", "1");
        yield return KeyValuePair.Create("GIT_CONFIG_GLOBAL", Path.Combine(home, ".gitconfig"));
        yield return KeyValuePair.Create("GIT_AUTHOR_NAME", "Ada");
        yield return KeyValuePair.Create("GIT_AUTHOR_EMAIL", "ada@example.com");
        yield return KeyValuePair.Create("GIT_COMMITTER_NAME", "Ada");
        yield return KeyValuePair.Create("GIT_COMMITTER_EMAIL", "ada@example.com");
        // Write protection of code pages slows down the just-in-time compiler, and has no use in a test.
        yield return KeyValuePair.Create("DOTNET_EnableWriteXorExecute", "0");
        yield return KeyValuePair.Create("DOTNET_LTTng", "0");
        // The executable uses the runtime of this test.
        yield return KeyValuePair.Create(
            "DOTNET_ROOT",
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."))
        );
        foreach (var variable in Variables)
        {
            yield return variable;
        }
    }
}
