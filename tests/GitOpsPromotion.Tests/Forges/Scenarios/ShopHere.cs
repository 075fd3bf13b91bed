using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Cli;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>The webshop on a forge, and the tool in this process, where every wait is over at once.</summary>
internal sealed class ShopHere(ForgeSite site, string configuration = Webshop.PerApp)
    : SiteShop<InProcessTool>(site, configuration)
{
    /// <summary>How long a run may take, such as <c>150ms</c>; null for the usual time.</summary>
    public string? Timeout { get; set; }

    protected override async Task<InProcessTool> RunToolAsync(string[] arguments)
    {
        var run = await InProcessTool.RunAsync(
            name => Variables.TryGetValue(name, out var value) ? value : null,
            [
                .. arguments,
                "--sourcedir",
                Clone.Path,
                .. Timeout is null ? Array.Empty<string>() : ["--timeout", Timeout],
            ]
        );
        run.AllOutput.Should().NotContain(Site.Token);
        return run;
    }

    protected override void Demand(InProcessTool run) => run.Expect(ExitCode.Done);
}
