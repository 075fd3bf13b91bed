using System.Collections.Concurrent;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>A GitOps repository for one test, and the tool in this process, without real waits.</summary>
/// <remarks>A prepared start is built once for all tests. A test gets a copy of it, which takes no git process.</remarks>
internal sealed class InProcessSite : PlainSite<InProcessTool>
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<InProcessSite>>> Prepared = new(
        StringComparer.Ordinal
    );

    public InProcessSite(string configuration = Webshop.PerApp)
        : this("main", Webshop.Files(configuration)) { }

    /// <param name="branch">The default branch.</param>
    /// <param name="files">Its files.</param>
    public InProcessSite(string branch, params (string Path, string Content)[] files)
        : base(branch, files) { }

    private InProcessSite(InProcessSite original)
        : base(original) { }

    /// <summary>The environment of the tool.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>A copy of a start.</summary>
    /// <param name="key">The same for the same start.</param>
    /// <param name="buildAsync">Builds the start, once.</param>
    public static async Task<InProcessSite> OpenAsync(string key, Func<Task<InProcessSite>> buildAsync) =>
        new(await Prepared.GetOrAdd(key, _ => new(() => BuildAsync(buildAsync))).Value);

    /// <summary>Version 1.1.0 of webui was merged in dev, and the clone is at the merge.</summary>
    public static Task<InProcessSite> OpenInDevAsync(string configuration = Webshop.PerApp) =>
        OpenAsync(
            $"dev {configuration}",
            async () =>
            {
                InProcessSite site = new(configuration);
                (await site.NewAsync("1.1.0")).Expect(ExitCode.Done);
                site.Pull();
                return site;
            }
        );

    /// <summary>The same, with an open pull request for qa, and the status of dev if there is one.</summary>
    public static Task<InProcessSite> OpenToQaAsync(string configuration = Webshop.PerApp, string? state = null) =>
        OpenAsync(
            $"qa {state} {configuration}",
            async () =>
            {
                var site = await (state is null ? OpenInDevAsync(configuration) : OpenToQaAsync(configuration));
                (await (state is null ? site.RunAsync("promote") : site.ReportAsync("dev", state))).Expect(
                    ExitCode.Done
                );
                return site;
            }
        );

    public override Task<InProcessTool> RunInAsync(string directory, params string[] arguments) =>
        InProcessTool.RunAsync(
            Variables.GetValueOrDefault,
            arguments is [var command, .. var options]
                ? [command, "--sourcedir", directory, .. options]
                : ["--sourcedir", directory]
        );

    private static async Task<InProcessSite> BuildAsync(Func<Task<InProcessSite>> buildAsync)
    {
        var site = await buildAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => site.Dispose();
        return site;
    }
}
