using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>One job for several merges.</summary>
[Trait("suite", "release")]
public sealed class SeveralMergesTests : IAsyncLifetime
{
    private InProcessSite site = null!;

    public async ValueTask InitializeAsync() => site = await TwoApps.OpenMergedAsync();

    public ValueTask DisposeAsync()
    {
        site.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Promotes_every_merge_after_the_commit()
    {
        var run = (await site.RunAsync("promote", "--since", site.First)).Expect(ExitCode.Done);

        run.Output.Should()
            .MatchRegex(
                @"\Acreated branch promote/qa/shop-web with pull request 3 .*\ncreated branch promote/qa/shop-api with pull request 4 .*\n\z"
            );
    }

    [Fact]
    public async Task Promotes_every_merge_of_a_push_on_GitHub()
    {
        using TemporaryDirectory folder = new();
        var file = Path.Combine(folder.Path, "event.json");
        await File.WriteAllTextAsync(file, $$"""{ "before": "{{site.First}}", "after": "{{site.Tip}}" }""");
        site.Variables["GITHUB_EVENT_NAME"] = "push";
        site.Variables["GITHUB_EVENT_PATH"] = file;

        (await site.RunAsync("promote")).Expect(ExitCode.Done).Output.TrimEnd().Split('\n').Should().HaveCount(2);
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Promotes_every_merge_of_a_push_on_GitLab()
    {
        site.Variables["CI_COMMIT_BEFORE_SHA"] = site.First;

        (await site.RunAsync("promote")).Expect(ExitCode.Done).Output.TrimEnd().Split('\n').Should().HaveCount(2);
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Promotes_every_merge_in_a_clone_without_history()
    {
        var clone = site.CloneAs("shallow", "--depth=1");

        (await site.RunInAsync(clone.Path, "promote", "--since", site.First))
            .Expect(ExitCode.Done)
            .Output.TrimEnd()
            .Split('\n')
            .Should()
            .HaveCount(2);
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("1234567890123456789012345678901234567890")]
    public async Task Promotes_only_HEAD_for_a_new_branch(string before)
    {
        site.Variables["CI_COMMIT_BEFORE_SHA"] = before;

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Done)
            .Line.Should()
            .StartWith("created branch promote/qa/shop-api ");
    }

    [Fact]
    public async Task Lists_all_merges_in_JSON()
    {
        var json = (await site.RunAsync("promote", "--since", site.First, "--output", "json"))
            .Expect(ExitCode.Done)
            .Json;

        json.GetProperty("app").GetString().Should().Be("api");
        json.GetProperty("promotions")
            .EnumerateArray()
            .Select(one => one.GetProperty("app").GetString())
            .Should()
            .Equal("web", "api");
    }

    [Fact]
    public async Task Promotes_the_others_if_one_fails()
    {
        site.Remote.Commit("promote/qa/shop-web", ("shop/qa/web.yaml", "theirs: 1\n"));

        var run = (await site.RunAsync("promote", "--since", site.First)).Expect(ExitCode.Failed);

        run.Error.Should().Contain("error: ").And.Contain("promote/qa/shop-web");
        run.Output.Should().StartWith("created branch promote/qa/shop-api ");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Rebuilds_other_promotions_if_the_one_at_HEAD_fails()
    {
        (await site.RunAsync("promote", "--since", site.First)).Expect(ExitCode.Done);
        var before = site.Remote.Resolve("promote/qa/shop-web");
        site.Remote.Commit("main", ("shop/qa/web.yaml", "replicas: 2\n" + TwoApps.Slot("web")));
        site.Remote.Tamper("promote/qa/shop-api", Tampering.Write("shop/qa/job.yaml", "kind: Job\n"));

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("branch 'promote/qa/shop-api' has more than versions of shop:api");

        site.Remote.Resolve("promote/qa/shop-web").Should().NotBe(before);
        site.Remote.Read("promote/qa/shop-web", "shop/qa/web.yaml").Should().StartWith("replicas: 2\ntag: \"2\"");
    }

    [Fact]
    public async Task Reports_each_merge_to_the_CI_system()
    {
        var summary = Path.Combine(site.Folder, "summary.md");
        (site.Variables["GITHUB_ACTIONS"], site.Variables["GITHUB_STEP_SUMMARY"]) = ("true", summary);

        (await site.RunAsync("promote", "--since", site.First, "--provider", "git")).Expect(ExitCode.Done);

        System
            .Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(summary))
            .Should()
            .Contain("created branch promote/qa/shop-web")
            .And.Contain("created branch promote/qa/shop-api");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Reports_a_merge_whose_next_branch_has_no_pull_request()
    {
        site.Remote.SetRef("refs/heads/promote/qa/shop-web", site.First);

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Done)
            .Error.Should()
            .Contain("note: environment qa does not have the version of shop/web that commit ");
    }

    [Fact]
    public async Task Rejects_a_commit_that_is_not_before_HEAD()
    {
        (await site.RunAsync("promote", "--since", new string('a', 40)))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("is not among the 1000 first-parent commits before HEAD");
        (await site.RunAsync("promote", "--since", site.Tip))
            .Expect(ExitCode.Done)
            .Line.Should()
            .StartWith("nothing to do: HEAD is commit ");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Promotes_after_the_default_branch_was_renamed()
    {
        site.Remote.Git("branch", "--move", "main", "trunk");
        site.Remote.Git("symbolic-ref", "HEAD", "refs/heads/trunk");

        (await site.RunAsync("promote"))
            .Expect(ExitCode.Done)
            .Line.Should()
            .StartWith("created branch promote/qa/shop-api with pull request 3 ");
    }
}
