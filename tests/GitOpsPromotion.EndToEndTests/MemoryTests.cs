using System.Globalization;
using System.IO.Compression;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Neither the tool nor a git process uses more than 500 MB of memory, whatever the repository contains.</summary>
[Trait("suite", "release")]
public static class MemoryTests
{
    private const long MaxKilobytes = 500 * 1000;

    [Fact]
    public static async Task A_file_of_two_gigabytes_is_reported_and_not_read()
    {
        using Site site = new();
        // The clone has all objects of the remote.
        await File.WriteAllTextAsync(
            Path.Combine(site.Clone.Path, ".git", "objects", "info", "alternates"),
            $"{site.Remote.Path}/objects\n"
        );
        Add(site.Remote, "webshop/dev/big.yaml", WriteBlob(site.Remote, 2L * 1024 * 1024 * 1024));

        await ExpectAsync(
            site,
            exitCode: 1,
            "webshop/dev/big.yaml: size 2 GiB exceeds the limit of 32 MiB.",
            "new",
            "--group",
            "webshop",
            "--app",
            "webui",
            "--tag",
            "2.0"
        );
        await ExpectAsync(site, exitCode: 0, "webshop/dev/big.yaml: size 2 GiB exceeds the limit of 32 MiB.", "list");
    }

    private static async Task ExpectAsync(Site site, int exitCode, string message, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Memory is read from /proc.");
        }

        using var running = site.Tool.Start(site.Clone.Path, arguments);
        var end = running.EndAsync();
        long peak = 0;
        while (!end.IsCompleted)
        {
            peak = Math.Max(peak, PeakBelow(running.Id));
            await Task.WhenAny(end, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        (await end).Expect(exitCode).Error.Should().Contain(message);
        peak.Should().BeInRange(1, MaxKilobytes);
    }

    /// <summary>The highest VmHWM of a process and its children, in kB.</summary>
    private static long PeakBelow(int root)
    {
        var processes = Directory
            .EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
            .Select(ReadStatus)
            .Where(status => status.Count > 0)
            .ToDictionary(status => status["Pid"]);
        return processes
            .Values.Where(IsBelow)
            .Select(status => status.GetValueOrDefault("VmHWM"))
            .DefaultIfEmpty()
            .Max();

        bool IsBelow(Dictionary<string, long>? status)
        {
            while (status is not null && status["Pid"] != root)
            {
                status = processes.GetValueOrDefault(status["PPid"]);
            }

            return status is not null;
        }
    }

    private static Dictionary<string, long> ReadStatus(string folder)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, "status"))
                .Select(line => line.Split([':', '\t', ' '], StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields is ["Pid" or "PPid" or "VmHWM", ..])
                .ToDictionary(
                    fields => fields[0],
                    fields => long.Parse(fields[1], CultureInfo.InvariantCulture),
                    StringComparer.Ordinal
                );
        }
        catch (IOException)
        {
            // The process has ended.
            return [];
        }
    }

    /// <summary>Writes the header of a loose blob, without its content: reading more than the size fails. Returns its object name.</summary>
    private static string WriteBlob(TestRepository repository, long length)
    {
        const string name = "0123456789abcdef0123456789abcdef01234567";
        var file = Path.Combine(repository.Path, "objects", name[..2], name[2..]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = File.Create(file);
        using ZLibStream zlib = new(stream, CompressionLevel.Fastest);
        zlib.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
        return name;
    }

    private static void Add(TestRepository repository, string path, string blob)
    {
        var parts = path.Split('/');
        var line = $"100644 blob {blob}\t{parts[^1]}";
        for (var depth = parts.Length - 1; depth >= 0; depth--)
        {
            var entries = repository
                .Git("ls-tree", $"main:{string.Join('/', parts[..depth])}")
                .Split('\n')
                .Where(entry => !entry.EndsWith($"\t{parts[depth]}", StringComparison.Ordinal));
            var tree = repository.Git(
                Encoding.ASCII.GetBytes(string.Concat(entries.Append(line).Select(entry => entry + '\n'))),
                "mktree"
            );
            line = depth == 0 ? tree : $"040000 tree {tree}\t{parts[depth - 1]}";
        }

        repository.Git("update-ref", "refs/heads/main", repository.Git([], "commit-tree", line, "-p", "main"));
    }
}
