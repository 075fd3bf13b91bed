using System.Globalization;

namespace GitOpsPromotion.Benchmarks;

/// <summary>
/// <c>new</c> as a process over repositories with many manifests in the environment, beside a script of git plumbing
/// that changes the same file, and the counts that do not wobble.
/// </summary>
internal static class NewOverManyManifests
{
    private const int Runs = 7;

    /// <param name="executable">The tool to run; null: the one that was built along.</param>
    public static async Task RunAsync(string? executable)
    {
        executable ??= Path.Combine(AppContext.BaseDirectory, "gitops-promotion");
        Console.WriteLine(
            "| manifests | other files | new, s | plumbing, s | git processes | blob bytes there | bytes read | peak memory, MB |"
        );
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (manifests, others) in new[] { (30, 0), (30, 30_000), (3_000, 0), (30_000, 0) })
        {
            using var repository = await ManyManifests.CreateAsync(manifests, others);
            List<Measurement> tool = [];
            List<double> plumbing = [];
            for (var run = 0; run <= Runs; run++)
            {
                var tag = string.Create(CultureInfo.InvariantCulture, $"2.0.{run}");
                var measured = await repository.RunToolAsync(executable, tag);
                var script = await repository.RunPlumbingAsync(tag);
                // The first run of each warms the disk's caches.
                if (run > 0)
                {
                    tool.Add(measured);
                    plumbing.Add(script);
                }
            }

            var counted = await repository.CountAsync(executable);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {manifests} | {others} | {Median(tool.Select(run => run.Seconds)):0.00} | {Median(plumbing):0.00} | {counted.GitProcesses} | {repository.BlobBytes} | {counted.BytesRead} | {Median(tool.Select(run => run.PeakMegabytes)):0} |"
                )
            );
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}
