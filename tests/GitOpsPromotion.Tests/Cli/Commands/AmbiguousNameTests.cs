using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Groups, environments and apps whose combined names are equal.</summary>
[Trait("suite", "release")]
public sealed class AmbiguousNameTests
{
    private const string Configuration = """
        status_timeout_minutes: "1s"
        environments:
          - {name: test, auto: true}
          - {name: us-test, auto: false}
          - {name: live, auto: false}

        """;

    private const string Contexts =
        "group 'billing' in environment us-test and group 'billing-us' in environment test share the status context "
        + "'billing-us-test': a status of one would count for the other";

    [Fact]
    public async Task Rejects_promotions_to_environments_with_the_same_status_context()
    {
        using var site = Colliding();
        var before = site.Refs;
        (await NewAsync(site, "billing-us")).Expect(ExitCode.Failed).Error.Should().Contain(Contexts);
        site.Refs.Should().Be(before);

        (await NewAsync(site, "billing")).Expect(ExitCode.Done);
        site.Pull();
        before = site.Refs;
        (await site.RunAsync("promote")).Expect(ExitCode.Failed).Error.Should().Contain(Contexts);
        site.Refs.Should().Be(before);
    }

    [Fact]
    public async Task Accepts_all_others()
    {
        using var site = Colliding();

        (await NewAsync(site, "mail")).Expect(ExitCode.Done).Line.Should().StartWith("created branch promote/mail-web");
    }

    [Fact]
    public async Task Sets_no_status_that_counts_for_another_environment()
    {
        using var site = Colliding();
        var before = site.Refs;

        (await ReportAsync(site, "billing-us", "test")).Expect(ExitCode.Failed).Error.Should().Contain(Contexts);
        (await ReportAsync(site, "billing", "us-test")).Expect(ExitCode.Failed).Error.Should().Contain(Contexts);

        site.Refs.Should().Be(before);
        (await ReportAsync(site, "billing", "test")).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Warns_on_the_board()
    {
        using var site = Colliding();

        (await site.RunAsync("list"))
            .Expect(ExitCode.Done)
            .Error.Should()
            .Contain($"warning: {Contexts}, so their promotions are refused.");
        (await site.RunAsync("list", "--group", "mail")).Expect(ExitCode.Done).Error.Should().BeEmpty();
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Fails_the_check_of_promotions_opened_before_the_collision()
    {
        using InProcessSite site = new("main", [("gitops-promotion.yaml", Configuration), .. Group("billing-us")]);
        (await NewAsync(site, "billing-us")).Expect(ExitCode.Done);
        site.Pull();
        (await ReportAsync(site, "billing-us", "test")).Expect(ExitCode.Done);
        (await site.RunAsync("promote")).Expect(ExitCode.Done);
        site.Remote.Commit("main", Group("billing"));

        (await site.StatusAsync("promote/billing-us-web"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain($"Pull request 2 was not checked, because {Contexts}");
        (await site.RunAsync("merge", "--group", "billing-us", "--app", "web", "--environment", "us-test"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain($"Pull request 2 was not merged, because {Contexts}");
    }

    [Fact]
    public async Task Rejects_apps_with_the_same_branch()
    {
        using InProcessSite site = new(
            "main",
            ("gitops-promotion.yaml", Configuration),
            ("a/test/x.yaml", Marked("a:b-c")),
            ("a-b/live/x.yaml", Marked("a-b:c")),
            ("a-d/test/x.yaml", Marked("a-d:e"))
        );
        const string problem =
            "app 'b-c' of group 'a' and app 'c' of group 'a-b' share the branch 'promote/a-b-c': "
            + "a pull request of one would replace the other's";
        var before = site.Refs;

        (await NewAsync(site, "a", "b-c")).Expect(ExitCode.Failed).Error.Should().Contain(problem);
        (await site.RunAsync("list")).Expect(ExitCode.Done).Error.Should().Contain($"warning: {problem}");

        site.Refs.Should().Be(before);
        (await NewAsync(site, "a-d", "e")).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Accepts_branches_of_different_environments()
    {
        using InProcessSite site = new(
            "main",
            ("gitops-promotion.yaml", "prflow: per-env\n" + Configuration),
            ("a/test/x.yaml", Marked("a:b-c")),
            ("a-b/live/x.yaml", Marked("a-b:c"))
        );

        (await NewAsync(site, "a", "b-c")).Expect(ExitCode.Done);
    }

    private static InProcessSite Colliding() =>
        new(
            "main",
            [("gitops-promotion.yaml", Configuration), .. Group("billing"), .. Group("billing-us"), .. Group("mail")]
        );

    private static (string, string)[] Group(string group) =>
        [
            ($"{group}/test/web.yaml", Marked($"{group}:web")),
            ($"{group}/us-test/web.yaml", Marked($"{group}:web")),
            ($"{group}/live/web.yaml", Marked($"{group}:web")),
        ];

    private static string Marked(string policy) => $"tag: v1 # {{\"$imagepolicy\": \"{policy}:tag\"}}\n";

    private static Task<InProcessTool> NewAsync(InProcessSite site, string group, string app = "web") =>
        site.RunAsync("new", "--group", group, "--app", app, "--tag", "v2");

    private static Task<InProcessTool> ReportAsync(InProcessSite site, string group, string environment) =>
        site.RunAsync("report", "--group", group, "--environment", environment, "--state", "success");
}
