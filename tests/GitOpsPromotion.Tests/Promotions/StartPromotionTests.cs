using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class StartPromotionTests
{
    [Fact]
    public static async Task Sets_the_version_in_the_first_environment_and_merges_it_there()
    {
        await using var shop = await Shop.OpenAsync();

        var outcome = await shop.NewAsync("2.0");

        var opened = outcome.Should().BeOfType<PromotionOutcome.Opened>().Which;
        opened.Branch.Value.Should().Be("promote/webshop-webui");
        opened.PullRequest.State.Should().Be(PullRequestState.Merged);
        opened.Changes.Should().ContainSingle().Which.NewValue.Should().Be("2.0");
        shop.Held("dev").Should().Be("2.0");
        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Warns_where_a_pin_is_removed()
    {
        await using var shop = await Shop.OpenAsync();
        var image = $"ghcr.io/webshop/webui:1.0@sha256:{new string('a', 64)}";
        shop.Remote.Commit(
            "main",
            ("webshop/dev/job.yaml", $$"""image: {{image}} # {"$imagepolicy": "webshop:webui"}""" + "\n")
        );

        var outcome = await shop.NewAsync("2.0");

        outcome
            .Warnings.Should()
            .Equal(
                new PromotionWarning(
                    "the digest is removed, so 'ghcr.io/webshop/webui:2.0' is no longer pinned",
                    "webshop/dev/job.yaml",
                    1
                )
            );
    }

    [Fact]
    public static async Task Opens_a_pull_request_that_waits_where_the_first_environment_is_not_automatic()
    {
        await using var shop = await Shop.OpenAsync(
            Shop.PerApp.Replace("dev, auto: true", "dev, auto: false", StringComparison.Ordinal)
        );

        var opened = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        opened.PullRequest.State.Should().Be(PullRequestState.Open);
        opened.PullRequest.Title.Should().Be("Promote webshop/webui version 2.0 to environment dev");
        shop.Held("dev").Should().Be("1.0");
    }

    [Fact]
    public static async Task Brings_its_open_pull_request_up_to_date()
    {
        await using var shop = await Shop.OpenAsync(
            Shop.PerApp.Replace("dev, auto: true", "dev, auto: false", StringComparison.Ordinal)
        );
        var first = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        var second = (PromotionOutcome.Opened)await shop.NewAsync("3.0");

        second.PullRequest.Number.Should().Be(first.PullRequest.Number);
        second.PullRequest.Title.Should().Contain("version 3.0");
        second.Commit.Should().NotBe(first.Commit);
    }

    [Fact]
    public static async Task Changes_nothing_when_it_runs_again()
    {
        await using var shop = await Shop.OpenAsync(
            Shop.PerApp.Replace("dev, auto: true", "dev, auto: false", StringComparison.Ordinal)
        );
        var first = (PromotionOutcome.Opened)await shop.NewAsync("2.0");
        var refs = shop.Remote.Git("for-each-ref");

        var second = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        second.Commit.Should().Be(first.Commit);
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Does_nothing_where_the_version_is_there()
    {
        await using var shop = await Shop.OpenAsync();
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.NewAsync("1.0");

        outcome.Should().BeOfType<PromotionOutcome.AlreadyPromoted>();
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Shows_its_plan_and_pushes_nothing_in_a_dry_run()
    {
        await using var shop = await Shop.OpenAsync();
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.NewAsync("2.0", dryRun: true);

        var planned = outcome.Should().BeOfType<PromotionOutcome.Planned>().Which;
        planned.Plan.Base.Should().Be(shop.Tip);
        planned
            .Diff.Should()
            .Contain("-newTag: \"1.0\" # {\"$imagepolicy\": \"webshop:webui:tag\"}")
            .And.Contain("+newTag: \"2.0\" # {\"$imagepolicy\": \"webshop:webui:tag\"}");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Has_a_branch_for_each_environment_where_the_configuration_says_so()
    {
        await using var shop = await Shop.OpenAsync("prflow: per-env\n" + Shop.PerApp);

        var opened = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        opened.Branch.Value.Should().Be("promote/dev/webshop-webui");
        shop.Held("dev").Should().Be("2.0");
    }

    [Fact]
    public static async Task Starts_from_the_branch_that_the_configuration_names()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Git("branch", "live");
        shop.Remote.Commit("live", ("gitops-promotion.yaml", "branch: live\n" + Shop.PerApp));
        shop.Remote.Commit("main", ("gitops-promotion.yaml", "branch: live\n" + Shop.PerApp));
        var main = shop.Remote.Resolve("main");

        await shop.NewAsync("2.0");

        shop.Remote.Resolve("main").Should().Be(main);
        shop.Remote.Read("live", "webshop/dev/app.yaml").Should().Contain("\"2.0\"");
    }

    [Theory]
    [InlineData("branch: nowhere", FailureKind.Rejected, "has no branch 'nowhere'")]
    [InlineData("branch: a..b", FailureKind.Configuration, "'branch: a..b' is not a branch name")]
    public static async Task Refuses_a_branch_that_cannot_be(string line, FailureKind kind, string message)
    {
        await using var shop = await Shop.OpenAsync(line + "\n" + Shop.PerApp);

        var run = () => shop.NewAsync("2.0");

        (await run.Should().ThrowAsync<PromotionException>().Where(failure => failure.Kind == kind))
            .Which.Message.Should()
            .Contain(message);
    }

    [Fact]
    public static async Task Says_where_it_looked_for_the_configuration()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Git("update-ref", "-d", "refs/heads/main");
        shop.Remote.Commit("main", ("README.md", "nothing here"));

        var run = () => shop.NewAsync("2.0");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("gitops-promotion.yaml")
            .And.Contain("branch 'main'");
    }

    [Theory]
    [InlineData(
        "webshop",
        "webiu",
        "No image policy marker for webshop:webiu was found below webshop/dev/",
        "Did you mean 'webshop:webui'?"
    )]
    [InlineData(
        "webshob",
        "webui",
        "No image policy marker for webshob:webui was found below webshob/dev/",
        "Did you mean the group 'webshop'?"
    )]
    public static async Task Names_what_is_near_an_app_that_has_no_marker(
        string group,
        string app,
        string message,
        string hint
    )
    {
        await using var shop = await Shop.OpenAsync();

        var run = () =>
            new StartPromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
                new ImagePolicy(GroupName.Parse(group), AppName.Parse(app)),
                Given.Version("2.0"),
                dryRun: false,
                CancellationToken.None
            );

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().StartWith(message);
        failure.Hint.Should().Contain(hint);
    }

    [Fact]
    public static async Task Says_how_to_mark_a_version_where_nothing_is_marked()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", "newTag: \"1.0\"\n"));

        var run = () => shop.NewAsync("2.0");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Hint.Should()
            .Contain("""# {"$imagepolicy": "webshop:webui:tag"}""");
    }

    [Fact]
    public static async Task Refuses_a_branch_on_which_another_app_is_promoted()
    {
        await using var shop = await Shop.OpenAsync(
            Shop.PerApp.Replace("dev, auto: true", "dev, auto: false", StringComparison.Ordinal)
        );
        shop.Remote.Commit("main", ("a-b/dev/app.yaml", "tag: \"1\" # {\"$imagepolicy\": \"a-b:c:tag\"}\n"));
        await StartAsync("a-b", "c");
        // The other app has no marker any more, but its pull request is still open.
        shop.Remote.Commit(
            "main",
            ("a-b/dev/app.yaml", "tag: \"1\"\n"),
            ("a/dev/app.yaml", "tag: \"1\" # {\"$imagepolicy\": \"a:b-c:tag\"}\n")
        );
        var refs = shop.Remote.Git("for-each-ref");

        var run = () => StartAsync("a", "b-c");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("it promotes a-b/c, whose branch has the same name");
        shop.Remote.Git("for-each-ref").Should().Be(refs);

        Task<PromotionOutcome> StartAsync(string group, string app) =>
            new StartPromotion(shop.Repository, shop.Provider, shop.Time).RunAsync(
                new ImagePolicy(GroupName.Parse(group), AppName.Parse(app)),
                Given.Version("2.0"),
                dryRun: false,
                CancellationToken.None
            );
    }

    [Fact]
    public static async Task Reads_again_where_someone_else_was_faster()
    {
        await using var shop = await Shop.OpenAsync();
        // Once, between reading and pushing, the branch is taken by somebody else.
        shop.Remote.WriteHook(
            "pre-receive",
            """
            test -e taken && exit 0
            touch taken
            unset GIT_QUARANTINE_PATH
            git update-ref refs/heads/promote/webshop-webui refs/heads/main
            """
        );

        var opened = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        opened.PullRequest.State.Should().Be(PullRequestState.Merged);
        shop.Held("dev").Should().Be("2.0");
        shop.Remote.Has("refs/heads/promote/webshop-webui").Should().BeFalse();
    }

    [Fact]
    public static async Task Gives_up_after_many_lost_races_and_says_so()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.WriteHook(
            "pre-receive",
            """
            unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
            count=$(($(cat count 2>/dev/null || echo 0) + 1))
            echo $count > count
            commit=$(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a git commit-tree -m $count HEAD^{tree} </dev/null)
            git update-ref refs/heads/promote/webshop-webui $commit
            """
        );

        var run = () => shop.NewAsync("2.0");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("someone else moved it at the same time, again and again");
    }
}
