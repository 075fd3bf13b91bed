using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>The output of <c>list</c> with a missing or invalid configuration.</summary>
public sealed class BrokenConfigurationTests : IDisposable
{
    private readonly InProcessSite site = new("environments:\n  - name: dev\n    auto: perhaps\n");

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task The_board_is_shown_by_folders_with_the_error()
    {
        var run = (await site.RunAsync("list", "--app", "webui")).Expect(ExitCode.Usage);

        run.Output.Should()
            .MatchRegex(@"app +dev +prod +qa")
            .And.MatchRegex(@"webshop/webui +1\.0\.0 +1\.0\.0 +1\.0\.0");
        run.Error.Should().StartWith("error: gitops-promotion.yaml:3:11: ").And.Contain("perhaps");
    }

    [Fact]
    public async Task JSON_output_has_the_board_only()
    {
        var run = (await site.RunAsync("list", "--app", "webui", "--output", "json")).Expect(ExitCode.Usage);

        run.Json.GetProperty("apps").GetArrayLength().Should().Be(1);
        run.Json.GetProperty("problems")[0].GetString().Should().Contain("perhaps");
        run.Error.Should().Contain("error: ");
    }

    [Fact]
    public async Task A_missing_file_is_reported_with_the_board()
    {
        using InProcessSite without = new(
            "main",
            ("shop/test/app.yaml", "tag: \"1.0\" # {\"$imagepolicy\": \"shop:ui:tag\"}\n"),
            ("shop/docs/page.md", "text\n")
        );

        var run = (await without.RunAsync("list")).Expect(ExitCode.Usage);

        run.Output.Should().MatchRegex(@"app +test\s").And.MatchRegex(@"shop/ui +1\.0").And.NotContain("docs");
        run.Error.Should().StartWith("error: gitops-promotion.yaml not found");
    }

    [Fact]
    public async Task Without_markers_only_the_error_is_reported()
    {
        var run = (await site.RunAsync("list", "--app", "nowhere", "--output", "json")).Expect(ExitCode.Usage);

        run.Json.GetProperty("outcome").GetString().Should().Be("failed");
    }
}
