using System.Diagnostics;
using System.Globalization;
using System.Text;
using GitOpsPromotion.Forges;

namespace GitOpsPromotion.Benchmarks;

/// <summary>A repository whose first environment holds many manifests, of which one is marked for the app.</summary>
internal sealed class ManyManifests : IDisposable
{
    private const string Configuration = "environments:\n  - {name: dev, auto: false}\n  - {name: prod, auto: false}\n";

    private readonly GitSandbox sandbox = new();
    private readonly TestRepository clone;

    private ManyManifests(int manifests, int others)
    {
        var remote = sandbox.CreateRemote();
        List<(string Path, string Content)> files =
        [
            ("gitops-promotion.yaml", Configuration),
            ("webshop/dev/webui.yaml", Manifest("webui", marker: true)),
        ];
        for (var i = 1; i < manifests; i++)
        {
            files.Add(
                (
                    string.Create(CultureInfo.InvariantCulture, $"webshop/dev/{i % 100}/app{i}.yaml"),
                    Manifest($"app{i}", marker: false)
                )
            );
        }

        BlobBytes = files.Skip(1).Sum(file => (long)Encoding.UTF8.GetByteCount(file.Content));
        for (var i = 0; i < others; i++)
        {
            files.Add(
                (
                    string.Create(CultureInfo.InvariantCulture, $"other/dev/{i % 100}/app{i}.yaml"),
                    Manifest($"other{i}", marker: false)
                )
            );
        }

        remote.Commit("main", [.. files]);
        clone = sandbox.Clone(remote);
        File.WriteAllText(sandbox["plumbing.sh"], Plumbing.ReplaceLineEndings("\n"));
        File.WriteAllText(sandbox["count.sh"], Counting.ReplaceLineEndings("\n"));
    }

    /// <summary>The size of all manifests below the group and the environment.</summary>
    public long BlobBytes { get; }

    public static Task<ManyManifests> CreateAsync(int manifests, int others) =>
        Task.Run(() => new ManyManifests(manifests, others));

    public async Task<Measurement> RunToolAsync(string executable, string tag)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(executable, Arguments(tag), path: null);
        long peak = 0;
        while (!process.HasExited)
        {
            process.Refresh();
            peak = Math.Max(peak, ReadPeak(process));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(TimeSpan.FromMilliseconds(5)));
        }

        return new Measurement(watch.Elapsed.TotalSeconds, peak / 1e6);
    }

    public async Task<double> RunPlumbingAsync(string tag)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start("sh", [sandbox["plumbing.sh"], tag], path: null);
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"The plumbing ended with {process.ExitCode}.");
    }

    /// <summary>Runs the tool once more with a git in front of git that counts.</summary>
    public async Task<Counts> CountAsync(string executable)
    {
        var folder = Directory.CreateDirectory(sandbox["bin"]).FullName;
        var wrapper = Path.Combine(folder, "git");
        await File.WriteAllTextAsync(wrapper, $"#!/bin/sh\n. '{sandbox["count.sh"]}'\n");
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Counting needs a POSIX shell.");
        }

        File.SetUnixFileMode(wrapper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var real = Environment.GetEnvironmentVariable("PATH")!;

        using var process = Start(executable, Arguments("3.0.0"), $"{folder}{Path.PathSeparator}{real}");
        await process.WaitForExitAsync();
        var calls = await File.ReadAllLinesAsync(sandbox["calls"]);
        File.Delete(sandbox["calls"]);
        return new Counts(calls.Length, new FileInfo(sandbox["bytes"]).Length);
    }

    public void Dispose() => sandbox.Dispose();

    private static string[] Arguments(string tag) => ["new", "--group", "webshop", "--app", "webui", "--tag", tag];

    private Process Start(string program, string[] arguments, string? path)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = clone.Path,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["COUNTS"] = sandbox.Path;
        start.Environment["PATH"] = path ?? start.Environment["PATH"];
        start.Environment["REAL_PATH"] = Environment.GetEnvironmentVariable("PATH");
        var process = Process.Start(start)!;
        // A line or two: they fit into the pipe.
        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }

    private static long ReadPeak(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has ended between the two looks.
            return 0;
        }
    }

    private static string Manifest(string name, bool marker) =>
        $$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{{name}}}
              labels: {app.kubernetes.io/name: {{{name}}}, app.kubernetes.io/part-of: webshop}
            spec:
              replicas: 2
              selector:
                matchLabels: {app.kubernetes.io/name: {{{name}}}}
              template:
                metadata:
                  labels: {app.kubernetes.io/name: {{{name}}}}
                spec:
                  containers:
                    - name: {{{name}}}
                      image: registry.example.com/webshop/{{{name}}}:1.0.0{{{(marker ? Marker : "")}}}
                      ports: [{containerPort: 8080}]
                      resources: {requests: {cpu: 100m, memory: 128Mi}}

            """.ReplaceLineEndings("\n");

    private const string Marker = """ # {"$imagepolicy": "webshop:webui"}""";

    // The same work by hand: look, find, change, commit, push. It reads and checks less, and opens no pull request.
    private const string Plumbing = """
        set -eu
        tag=$1
        branch=refs/heads/plumbing/webshop-webui
        tip=$(git ls-remote origin refs/heads/main | cut -f1)
        git cat-file -e "$tip" || git fetch -q --no-write-fetch-head origin "$tip"
        export GIT_INDEX_FILE=$(git rev-parse --absolute-git-dir)/plumbing.index
        git read-tree "$tip"
        git grep -lF '"$imagepolicy": "webshop:webui"' "$tip" -- webshop/dev | while IFS= read -r found
        do
            file=${found#*:}
            blob=$(git cat-file blob "$tip:$file" | sed "s|\(image: .*\):[^ :]* # {\"\$imagepolicy\": \"webshop:webui\"}|\1:$tag # {\"\$imagepolicy\": \"webshop:webui\"}|" | git hash-object -w --stdin)
            git update-index --cacheinfo "100644,$blob,$file"
        done
        tree=$(git write-tree)
        commit=$(git -c user.name=a -c user.email=a@example.com commit-tree -p "$tip" -m "Promote" "$tree")
        git push -q --force origin "$commit:$branch"

        """;

    private const string Counting = """
        echo "$*" >> "$COUNTS/calls"
        PATH=$REAL_PATH
        export PATH
        case "$*" in
            *cat-file*) git "$@" | tee "$COUNTS/bytes" ;;
            *) exec git "$@" ;;
        esac

        """;
}
