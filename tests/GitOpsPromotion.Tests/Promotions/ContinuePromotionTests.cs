using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class ContinuePromotionTests
{
    [Fact]
    public static async Task Takes_the_version_to_the_next_environment()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.NewAsync("2.0");
        var merged = shop.Tip;

        var outcome = await shop.PromoteAsync(merged);

        var opened = outcome.Should().BeOfType<PromotionOutcome.Opened>().Which;
        opened.Promotion.Environment.Value.Should().Be("qa");
        opened.PullRequest.Title.Should().Be("Promote webshop/webui version 2.0 to environment qa");
        opened.PullRequest.AutoMerge.Should().BeTrue();
        opened.PullRequest.State.Should().Be(PullRequestState.Open, "its check has not passed");
        PromotionMetadata
            .Parse(opened.PullRequest.Description)
            .Should()
            .BeOfType<ParsedMetadata.Valid>()
            .Which.Metadata.SourceCommit.Should()
            .Be(merged);
    }

    [Fact]
    public static async Task Changes_nothing_when_it_runs_again()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.NewAsync("2.0");
        await shop.PromoteAsync(shop.Tip);
        var refs = shop.Remote.Git("for-each-ref");

        await shop.PromoteAsync(shop.Tip);

        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Switches_auto_merge_off_before_the_branch_gets_what_must_wait_for_a_person()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.NewAsync("2.0");
        var merged = shop.Tip;
        await shop.PromoteAsync(merged);
        shop.Remote.Commit(
            "main",
            (
                "gitops-promotion.yaml",
                Shop.PerApp.Replace("qa, auto: true", "qa, auto: false", StringComparison.Ordinal)
            )
        );
        shop.Remote.WriteHook(
            "update",
            """
            test "$1" = refs/heads/promote/webshop-webui || exit 0
            git log -1 --format=%b refs/gitops-promotion/open/promote/webshop-webui > state-at-push
            """
        );

        var opened = (await shop.PromoteAsync(merged)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.PullRequest.AutoMerge.Should().BeFalse();
        var state = await File.ReadAllTextAsync(Path.Combine(shop.Remote.Path, "state-at-push"));
        state.Should().Contain("\"autoMerge\": false");
    }

    [Fact]
    public static async Task Goes_on_where_the_default_branch_has_moved_since()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.NewAsync("2.0");
        var merged = shop.Tip;
        shop.Remote.Commit("main", ("webshop/qa/app.yaml", Shop.Manifest("1.5")));

        var opened = (await shop.PromoteAsync(merged)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.Promotion.SourceCommit.Should().Be(merged);
        opened.Changes.Should().ContainSingle().Which.OldValue.Should().Be("1.5");
    }

    [Fact]
    public static async Task Skips_a_commit_that_somebody_pushed()
    {
        await using var shop = await Shop.OpenAsync();

        (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.NoPullRequest>();
    }

    [Theory]
    [InlineData("A person's own pull request", typeof(PromotionOutcome.UnrelatedPullRequest))]
    [InlineData(
        """<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"dev","sha":"","feature":"x","type":"feature"} -->""",
        typeof(PromotionOutcome.Review)
    )]
    public static async Task Skips_a_pull_request_that_is_no_promotion(string body, Type outcome)
    {
        await using var shop = await Shop.OpenAsync();
        await MergeByHandAsync(shop, body, ("webshop/dev/app.yaml", Shop.Manifest("2.0")));

        (await shop.PromoteAsync(shop.Tip)).Should().BeOfType(outcome);
    }

    [Fact]
    public static async Task Has_nothing_to_do_after_the_last_environment()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        await shop.CheckAsync();
        await shop.PromoteAsync(shop.Tip);
        await shop.ReportAsync("qa");
        await shop.MergeAsync("prod");

        var outcome = await shop.PromoteAsync(shop.Tip);

        outcome.Should().BeOfType<PromotionOutcome.LastEnvironment>().Which.Environment.Value.Should().Be("prod");
        shop.Held("prod").Should().Be("2.0");
    }

    [Fact]
    public static async Task Refuses_a_description_that_was_broken()
    {
        await using var shop = await Shop.OpenAsync();
        await MergeByHandAsync(shop, "<!-- metadata = {} -->", ("webshop/dev/app.yaml", Shop.Manifest("2.0")));

        var run = () => shop.PromoteAsync(shop.Tip);

        (await run.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain("cannot be read");
    }

    [Fact]
    public static async Task Refuses_a_description_that_names_what_was_not_merged()
    {
        await using var shop = await Shop.OpenAsync();
        const string body =
            """<!-- metadata = {"group":"webshop","app":"webui","tag":"9.9","env":"qa","sha":"","feature":"","type":"promote"} -->""";
        await MergeByHandAsync(shop, body, ("webshop/dev/app.yaml", Shop.Manifest("2.0")));
        var refs = shop.Remote.Git("for-each-ref");

        var run = () => shop.PromoteAsync(shop.Tip);

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("says that it brought webshop:webui version 9.9 to environment qa")
            .And.Contain("does not hold it there");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Stands_back_before_an_open_promotion_from_a_later_commit()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.NewAsync("2.0");
        var older = shop.Tip;
        await shop.NewAsync("3.0");
        await shop.PromoteAsync(shop.Tip);
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.PromoteAsync(older);

        outcome
            .Should()
            .BeOfType<PromotionOutcome.SupersededByOpenPullRequest>()
            .Which.Newer.Title.Should()
            .Contain("version 3.0");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Stands_back_before_a_promotion_that_was_started_on_the_very_same_commit()
    {
        await using var shop = await Shop.OpenAsync(DevByHand);
        await shop.NewAsync("2.0");
        await shop.MergeAsync("dev");
        await shop.NewAsync("3.0");
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.PromoteAsync(shop.Tip);

        outcome
            .Should()
            .BeOfType<PromotionOutcome.SupersededByOpenPullRequest>()
            .Which.Newer.Title.Should()
            .Contain("version 3.0");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Stands_back_before_a_promotion_that_was_started_while_its_own_was_merged()
    {
        await using var shop = await Shop.OpenAsync(DevByHand);
        var before = shop.Tip;
        await shop.NewAsync("2.0");
        await shop.MergeAsync("dev");
        var body =
            $$"""<!-- metadata = {"group":"webshop","app":"webui","tag":"3.0","env":"dev","sha":"{{before}}","feature":"","type":"promote"} -->""";
        await OpenByHandAsync(shop, MergeMode.Manual, body, ("webshop/dev/app.yaml", Shop.Manifest("3.0")));

        var outcome = await shop.PromoteAsync(shop.Tip);

        outcome.Should().BeOfType<PromotionOutcome.SupersededByOpenPullRequest>();
    }

    [Fact]
    public static async Task Replaces_an_open_promotion_from_an_earlier_commit()
    {
        await using var shop = await Shop.OpenAsync("prflow: per-env\n" + Shop.PerApp);
        var earlier = await shop.BringToQaAsync("2.0");

        var later = await shop.BringToQaAsync("3.0");

        later.Number.Should().Be(earlier.Number);
        later.Title.Should().Contain("version 3.0");
    }

    [Fact]
    public static async Task Steps_back_where_a_newer_version_has_gone_through_already()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.NewAsync("2.0");
        var older = shop.Tip;
        await shop.BringToQaAsync("3.0");
        await shop.ReportAsync("dev");
        await shop.CheckAsync();
        shop.Held("qa").Should().Be("3.0");

        var outcome = await shop.PromoteAsync(older);

        outcome.Should().BeOfType<PromotionOutcome.Superseded>();
        shop.Held("qa").Should().Be("3.0");
    }

    [Fact]
    public static async Task Goes_on_where_only_the_environment_before_has_moved()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.NewAsync("2.0");
        var older = shop.Tip;
        await shop.NewAsync("3.0");

        (await shop.PromoteAsync(older)).Should().BeOfType<PromotionOutcome.Opened>();
    }

    [Fact]
    public static async Task Starts_nothing_after_a_pull_request_that_changes_no_version()
    {
        await using var shop = await Shop.OpenAsync();
        var old = (PromotionOutcome.Opened)await shop.NewAsync("2.0");
        await MergeByHandAsync(shop, old.PullRequest.Description, ("README.md", "Not a promotion.\n"));
        var refs = shop.Remote.Git("for-each-ref");

        var outcome = await shop.PromoteAsync(shop.Tip);

        outcome.Should().BeOfType<PromotionOutcome.NoVersionChange>().Which.Environment.Value.Should().Be("dev");
        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Starts_nothing_after_a_pull_request_of_another_branch()
    {
        await using var shop = await Shop.OpenAsync();
        var old = (PromotionOutcome.Opened)await shop.NewAsync("2.0");
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));

        await MergeByHandAsync(
            shop,
            old.PullRequest.Description,
            ("webshop/dev/app.yaml", Shop.Manifest("2.0")),
            "topic/rollback"
        );

        (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.UnrelatedPullRequest>();
    }

    [Fact]
    public static async Task Refuses_a_description_that_names_another_environment_which_holds_the_version()
    {
        await using var shop = await Shop.OpenAsync();
        const string body =
            """<!-- metadata = {"group":"webshop","app":"webui","tag":"1.0","env":"qa","sha":"","feature":"","type":"promote"} -->""";
        await MergeByHandAsync(shop, body, ("webshop/dev/app.yaml", Shop.Manifest("2.0")));

        var run = () => shop.PromoteAsync(shop.Tip);

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("it changes environment dev");
    }

    [Fact]
    public static async Task Drops_a_digest_and_an_image_that_only_the_description_names()
    {
        var digest = $"sha256:{new string('e', 64)}";
        const string image = "image: ghcr.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/qa/app.yaml", image));
        await MergeByHandAsync(
            shop,
            $$"""<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"dev","sha":"","type":"","digest":"{{digest}}","image":"evil.io/x"} -->""",
            ("webshop/dev/app.yaml", Shop.Manifest("2.0"))
        );

        var opened = (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.Promotion.Version.Should().Be(Given.Version("2.0"));
        opened.Changes.Single().NewValue.Should().Be("ghcr.io/webui:2.0");
        opened
            .Remarks.Unconfirmed.Should()
            .Equal(new UnconfirmedValue("digest", digest), new UnconfirmedValue("image", "evil.io/x"));
    }

    [Fact]
    public static async Task Takes_digest_and_image_from_the_merged_commit_whatever_the_description_says()
    {
        var digest = $"sha256:{new string('e', 64)}";
        const string image = "image: ghcr.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", image), ("webshop/qa/app.yaml", image));
        await MergeByHandAsync(
            shop,
            """<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"dev","sha":"","type":""} -->""",
            (
                "webshop/dev/app.yaml",
                image.Replace("ghcr.io/webui:1.0", $"new.io/webui:2.0@{digest}", StringComparison.Ordinal)
            )
        );

        var opened = (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.Changes.Single().NewValue.Should().Be($"new.io/webui:2.0@{digest}");
        opened.Remarks.Unconfirmed.Should().BeEmpty();
    }

    [Fact]
    public static async Task Leaves_the_repository_of_each_environment_where_the_promotion_names_none()
    {
        const string dev = "image: dev.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";
        const string qa = "image: qa.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", dev), ("webshop/qa/app.yaml", qa));
        await shop.NewAsync("2.0");

        var opened = (await shop.PromoteAsync(shop.Tip)).Should().BeOfType<PromotionOutcome.Opened>().Which;

        opened.Changes.Single().NewValue.Should().Be("qa.io/webui:2.0");
    }

    [Fact]
    public static async Task Refuses_slots_that_do_not_agree_and_names_them()
    {
        const string two =
            "a: \"1.0\" # {\"$imagepolicy\": \"webshop:webui:tag\"}\nb: \"1.0\" # {\"$imagepolicy\": \"webshop:webui:tag\"}\n";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", two));
        await MergeByHandAsync(
            shop,
            """<!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"dev","sha":"","type":""} -->""",
            ("webshop/dev/app.yaml", two.Replace("a: \"1.0\"", "a: \"2.0\"", StringComparison.Ordinal))
        );

        var run = () => shop.PromoteAsync(shop.Tip);

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("does not hold it there: webshop/dev/app.yaml:2 holds '1.0'");
    }

    [Fact]
    public static async Task Names_the_slot_that_the_environment_before_lacks()
    {
        var digest = $"sha256:{new string('e', 64)}";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit(
            "main",
            (
                "webshop/qa/app.yaml",
                Shop.Manifest("1.0") + $"digest: {digest} # {{\"$imagepolicy\": \"webshop:webui:digest\"}}\n"
            )
        );
        await shop.NewAsync("2.0");

        var run = () => shop.PromoteAsync(shop.Tip);

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Contain("webshop/qa/app.yaml:2 needs a digest, and environment dev holds none");
        failure.Hint.Should().Contain("webshop/dev/").And.Contain("\"webshop:webui:digest\"");
    }

    private const string DevByHand = """
        environments:
          - {name: dev, auto: false}
          - {name: qa, auto: true}
        """;

    private static Task MergeByHandAsync(
        Shop shop,
        string body,
        (string, string) file,
        string branch = "promote/webshop-webui"
    ) => OpenByHandAsync(shop, MergeMode.Immediately, body, file, branch);

    private static async Task OpenByHandAsync(
        Shop shop,
        MergeMode merging,
        string body,
        (string, string) file,
        string branch = "promote/webshop-webui"
    )
    {
        shop.Remote.Git("branch", branch, "main");
        var head = CommitSha.Parse(shop.Remote.Commit(branch, file));
        await shop.Provider.OpenPullRequestAsync(
            new DesiredPullRequest(BranchName.Parse(branch), BranchName.Parse("main"), head, "A title", body, merging),
            open: null,
            CancellationToken.None
        );
    }
}
