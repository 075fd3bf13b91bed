using FluentAssertions;

namespace GitOpsPromotion.EndToEndTests.Forges;

/// <summary>The tool as a process, with a site on a forge.</summary>
internal sealed class ForgeTool(ForgeSite site, string configuration = Webshop.PerApp)
    : SiteShop<ToolRun>(site, configuration)
{
    private readonly Tool tool = new(Directory.CreateDirectory(Path.Combine(site.Folder, "home")).FullName);

    protected override async Task<ToolRun> RunToolAsync(string[] arguments)
    {
        foreach (var (name, value) in Variables)
        {
            tool.Variables[name] = value;
        }

        var run = await tool.RunAsync(Clone.Path, arguments);
        tool.Variables.Clear();
        run.Everything.Should().NotContain(Site.Token);
        return run;
    }

    protected override void Demand(ToolRun run) => run.Expect(0);
}
