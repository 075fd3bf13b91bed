using System.Text.Json;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary><c>--output json</c>: one object for each command, with the fields of docs/json.md.</summary>
public sealed class JsonTests
{
    [Trait("suite", "release")]
    [Fact]
    public async Task Describes_the_whole_chain()
    {
        using InProcessSite site = new();

        var created = (await site.NewAsync("1.1.0", "--output", "json")).Expect(ExitCode.Done).Json;
        Names(created)
            .Should()
            .Equal(
                "outcome",
                "message",
                "group",
                "app",
                "environment",
                "tag",
                "source",
                "branch",
                "commit",
                "pullRequest",
                "changes"
            );
        Text(created, "outcome").Should().Be("opened");
        Text(created, "message")
            .Should()
            .StartWith("created branch promote/webshop-webui with pull request 1 on commit ");
        Text(created, "environment").Should().Be("dev");
        Text(created, "source").Should().Be(site.First);
        Text(created, "commit").Should().Be(site.Remote.Resolve("main^2"));
        var pullRequest = created.GetProperty("pullRequest");
        pullRequest.GetProperty("number").GetInt32().Should().Be(1);
        Text(pullRequest, "state").Should().Be("merged");
        Text(pullRequest, "mergeCommit").Should().Be(site.Tip);
        var change = created.GetProperty("changes").EnumerateArray().Single();
        Text(change, "file").Should().Be(Webshop.Dev);
        change.GetProperty("line").GetInt32().Should().Be(6);
        Text(change, "old").Should().Be("1.0.0");
        Text(change, "new").Should().Be("1.1.0");
        Text(change, "marker").Should().Be("webshop:webui:tag");

        Outcome(await site.NewAsync("1.1.0", "-o", "json")).Should().Be("already-there");
        Outcome(await site.RunAsync("promote", "--output", "json")).Should().Be("no-pull-request");
        site.Pull();
        Outcome(await site.RunAsync("promote", "--output=json")).Should().Be("opened");

        var reported = (await site.ReportAsync("dev", "success", "--output", "json", "--description", "fine"))
            .Expect(ExitCode.Done)
            .Json;
        Text(reported, "outcome").Should().Be("reported");
        Text(reported.GetProperty("status"), "context").Should().Be("gitops-promotion/webshop-dev");
        Text(reported.GetProperty("status"), "state").Should().Be("success");
        Text(reported.GetProperty("status"), "description").Should().Be("fine");

        var board = (await site.RunAsync("list", "--output", "json", "--app", "webui")).Expect(ExitCode.Done).Json;
        Names(board).Should().Equal("branch", "commit", "pullRequestsKnown", "environments", "apps", "problems");
        var cells = board
            .GetProperty("apps")
            .EnumerateArray()
            .Single()
            .GetProperty("environments")
            .EnumerateArray()
            .ToArray();
        cells.Select(cell => Text(cell, "environment")).Should().Equal("dev", "qa", "prod");
        cells.Select(cell => cell.GetProperty("versions")[0].GetString()).Should().Equal("1.1.0", "1.0.0", "1.0.0");
        cells.Select(cell => cell.GetProperty("lags").GetBoolean()).Should().Equal(false, true, false);
        Text(cells[1].GetProperty("pullRequest"), "tag").Should().Be("1.1.0");
        Text(cells[1].GetProperty("marks")[0], "file").Should().Be(Webshop.Qa);

        var passed = (await site.StatusAsync("promote/webshop-webui", "--output", "json")).Expect(ExitCode.Done).Json;
        Text(passed, "outcome").Should().Be("passed");
        passed.GetProperty("statusCommits")[0].GetString().Should().Be(Text(reported, "commit"));

        site.Pull();
        Outcome(await site.RunAsync("promote", "--output", "json")).Should().Be("opened");
        (await site.MergeAsync("prod", "--output", "json")).Expect(ExitCode.Failed);
        var merged = (await site.MergeAsync("prod", "--output", "json", "--override", "qa has no controller"))
            .Expect(ExitCode.Done)
            .Json;
        Text(merged, "override").Should().Be("qa has no controller");
        Text(merged, "outcome").Should().Be("merged");
        Text(merged, "commit").Should().Be(site.Tip);
        Text(merged, "tag").Should().Be("1.1.0");
        Outcome(await site.MergeAsync("prod", "--output", "json")).Should().Be("already-merged");

        site.Pull();
        Outcome(await site.RunAsync("promote", "--output", "json")).Should().Be("last-environment");
        Outcome(await site.RunAsync("status", "--output", "json")).Should().Be("manual");
    }

    [Fact]
    public async Task Is_text_or_json()
    {
        using InProcessSite site = new();

        (await site.RunAsync("list", "--output", "xml"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("xml")
            .And.Contain("json");
    }

    private static string? Outcome(InProcessTool run) => Text(run.Expect(ExitCode.Done).Json, "outcome");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string> Names(JsonElement element) =>
        element.EnumerateObject().Select(property => property.Name);
}
