using GitOpsPromotion.Forges.Sites;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>A GitOps repository for one test, and the tool in this process, without real waits.</summary>
internal sealed class InProcessSite : PlainSite<InProcessTool>
{
    public InProcessSite(string configuration = Webshop.PerApp)
        : this("main", Webshop.Files(configuration)) { }

    /// <param name="branch">The default branch.</param>
    /// <param name="files">Its files.</param>
    public InProcessSite(string branch, params (string Path, string Content)[] files)
        : base(branch, files) { }

    /// <summary>The environment of the tool.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public override Task<InProcessTool> RunInAsync(string directory, params string[] arguments) =>
        InProcessTool.RunAsync(
            Variables.GetValueOrDefault,
            arguments is [var command, .. var options]
                ? [command, "--sourcedir", directory, .. options]
                : ["--sourcedir", directory]
        );
}
