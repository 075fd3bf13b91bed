using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class CheckPromotionTests
{
    [Fact]
    public static async Task Passes_and_lets_the_pull_request_merge_when_the_environment_before_is_well()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        var reported = shop.Tip;

        var outcome = await shop.CheckAsync();

        var passed = outcome.Should().BeOfType<StatusOutcome.Passed>().Which;
        passed.Commits.Should().Equal(reported);
        passed.Question.Subject.Should().Be("webshop-dev");
        passed.PullRequest.State.Should().Be(PullRequestState.Merged);
        shop.Held("qa").Should().Be("2.0");
    }

    [Fact]
    public static async Task Tells_nobody_in_a_dry_run()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");

        await shop.CheckAsync(dryRun: true);

        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Leaves_the_merge_to_a_person_where_the_environment_is_not_automatic()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        await shop.CheckAsync();
        await shop.PromoteAsync(shop.Tip);
        await shop.ReportAsync("qa");

        var passed = (StatusOutcome.Passed)await shop.CheckAsync();

        passed.PullRequest.State.Should().Be(PullRequestState.Open);
        shop.Held("prod").Should().Be("1.0");
    }

    [Theory]
    [InlineData("main")]
    [InlineData("renovate/all")]
    [InlineData("promoted/webshop")]
    public static async Task Leaves_other_branches_alone(string branch)
    {
        await using var shop = await Shop.OpenAsync();

        (await shop.CheckAsync(branch)).Should().BeOfType<StatusOutcome.Manual>();
    }

    [Fact]
    public static async Task Passes_a_review()
    {
        await using var shop = await Shop.OpenAsync();

        (await shop.CheckAsync("feature/webshop-webui-x")).Should().BeOfType<StatusOutcome.Review>();
    }

    [Fact]
    public static async Task Has_nothing_to_wait_for_in_the_first_environment()
    {
        await using var shop = await Shop.OpenAsync(
            Shop.PerApp.Replace("dev, auto: true", "dev, auto: false", StringComparison.Ordinal)
        );
        await shop.NewAsync("2.0");

        (await shop.CheckAsync())
            .Should()
            .BeOfType<StatusOutcome.FirstEnvironment>()
            .Which.PullRequest.State.Should()
            .Be(PullRequestState.Open);
    }

    [Fact]
    public static async Task Says_where_no_pull_request_is_open()
    {
        await using var shop = await Shop.OpenAsync();

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("No pull request into 'main' is open on branch 'promote/webshop-webui'");
    }

    [Theory]
    [InlineData(CommitStatusState.Failure, FailureKind.Rejected, "gitops-promotion/webshop-dev is failed on commit")]
    [InlineData(CommitStatusState.Pending, FailureKind.TimedOut, "gitops-promotion/webshop-dev is pending on commit")]
    public static async Task Waits_until_the_deadline_for_what_has_not_succeeded(
        CommitStatusState state,
        FailureKind kind,
        string message
    )
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev", state);
        var started = shop.Time.Elapsed;

        var run = () => shop.CheckAsync();

        var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(kind);
        failure.Message.Should().Contain(message);
        (shop.Time.Elapsed - started).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Gives_up_after_the_timeout_where_nobody_reports()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.TimedOut);
    }

    [Fact]
    public static async Task Counts_what_is_reported_on_a_later_commit_that_still_holds_the_version()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        var later = CommitSha.Parse(shop.Remote.Commit("main", ("README.md", "Unrelated")));
        await shop.ReportAsync("dev", commit: later);

        var passed = (StatusOutcome.Passed)await shop.CheckAsync();

        passed.Commits.Should().Equal(later);
    }

    [Fact]
    public static async Task Counts_nothing_from_before_a_time_without_the_version()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("2.1")));
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("2.0")));
        var back = shop.Tip;

        var early = () => shop.CheckAsync();
        (await early.Should().ThrowAsync<PromotionException>()).Which.Kind.Should().Be(FailureKind.TimedOut);
        await shop.ReportAsync("dev", commit: back);

        (await shop.CheckAsync()).Should().BeOfType<StatusOutcome.Passed>().Which.Commits.Should().Equal(back);
    }

    [Fact]
    public static async Task Fails_where_the_environment_before_was_taken_back()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Commit("main", ("webshop/dev/app.yaml", Shop.Manifest("1.0")));

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("environment dev no longer holds version 2.0");
        shop.Held("qa").Should().Be("1.0");
    }

    [Theory]
    [InlineData("\"tag\":\"2.0\"", "\"tag\":\"2.1\"", "its branch does not hold that version in webshop/qa/app.yaml")]
    [InlineData("\"app\":\"webui\"", "\"app\":\"cart\"", "whose branch is 'promote/webshop-cart'")]
    [InlineData("\"group\":\"webshop\"", "\"group\":\"other\"", "whose branch is 'promote/other-webui'")]
    [InlineData("\"env\":\"qa\"", "\"env\":\"dev\"", "its branch changes webshop/qa/app.yaml")]
    [InlineData("\"env\":\"qa\"", "\"env\":\"prod\"", "its branch changes webshop/qa/app.yaml")]
    [InlineData("\"type\":\"promote\"", "\"type\":\"feature\"", "says that it is a review")]
    [InlineData("<!-- metadata", "<!-- nothing", "does not begin with the metadata")]
    [InlineData("\"tag\":\"2.0\"", "\"tag\":\"\"", "cannot be read")]
    public static async Task Is_not_fooled_by_an_edited_description(string written, string edited, string reason)
    {
        await using var shop = await Shop.OpenAsync();
        var pullRequest = await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        await EditAsync(shop, pullRequest, pullRequest.Description.Replace(written, edited, StringComparison.Ordinal));

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("does not match the repository")
            .And.Contain(reason);
        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Is_not_fooled_by_another_commit()
    {
        await using var shop = await Shop.OpenAsync();
        var before = shop.Tip;
        var pullRequest = await shop.BringToQaAsync("2.0");
        var source = shop.Tip;
        await shop.ReportAsync("dev");
        await shop.ReportAsync("dev", commit: before);

        await ReplaceCommitAsync(before.Value, "but that commit does not hold it there");
        await ReplaceCommitAsync(new string('f', 40), "which is not on branch 'main'");
        await ReplaceCommitAsync("", "names no commit that it came from");

        async Task ReplaceCommitAsync(string commit, string reason)
        {
            await EditAsync(
                shop,
                pullRequest,
                pullRequest.Description.Replace(source.Value, commit, StringComparison.Ordinal)
            );
            var run = () => shop.CheckAsync();
            (await run.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain(reason);
        }
    }

    [Fact]
    public static async Task Fails_where_the_branch_changes_production_too()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Commit("promote/webshop-webui", ("webshop/prod/app.yaml", Shop.Manifest("2.0")));

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("for environment qa, but its branch changes webshop/prod/app.yaml");
    }

    [Theory]
    [InlineData("payments/prod/app.yaml", "its branch adds payments/prod/app.yaml")]
    [InlineData("gitops-promotion.yaml", "its branch changes gitops-promotion.yaml")]
    [InlineData("webshop/base/app.yaml", "its branch adds webshop/base/app.yaml")]
    [InlineData("webshop/qa/cart.yaml", "its branch adds webshop/qa/cart.yaml")]
    public static async Task Fails_where_the_branch_changes_anything_else(string path, string reason)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Commit("promote/webshop-webui", (path, "tag: \"1\" # {\"$imagepolicy\": \"webshop:cart:tag\"}\n"));

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain(reason);
        shop.Held("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Fails_where_the_merge_would_take_another_environment_back()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        // Production moves on; the branch takes that in, and then back.
        shop.Remote.Commit("main", ("webshop/prod/app.yaml", Shop.Manifest("1.5")));
        var tree = shop.Remote.Resolve("promote/webshop-webui^{tree}");
        var merge = shop.Remote.Git("commit-tree", tree, "-p", "promote/webshop-webui", "-p", "main", "-m", "Update");
        shop.Remote.Git("update-ref", "refs/heads/promote/webshop-webui", merge);

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("its branch changes webshop/prod/app.yaml");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public static async Task Passes_where_the_default_branch_was_merged_into_the_branch(string lineEnd)
    {
        await using var shop = await Shop.OpenAsync();
        var manifest = $"# qa{lineEnd}{Shop.Manifest("1.0").TrimEnd()}{lineEnd}replicas: 2{lineEnd}";
        shop.Remote.Commit("main", ("webshop/qa/app.yaml", manifest));
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Commit("main", ("webshop/prod/other.yaml", "a: b\n"));
        shop.Remote.UpdateBranch("promote/webshop-webui");
        shop.Remote.Commit("main", ("webshop/qa/other.yaml", "a: b\n"));

        (await shop.CheckAsync()).Should().BeOfType<StatusOutcome.Passed>();

        shop.Remote.Read("main", "webshop/qa/app.yaml")
            .Should()
            .Be(manifest.Replace("1.0", "2.0", StringComparison.Ordinal).TrimEnd('\n'));
    }

    [Fact]
    public static async Task Passes_where_the_default_branch_moved_on()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Commit(
            "main",
            ("webshop/qa/other.yaml", "a: b\n"),
            ("webshop/prod/app.yaml", Shop.Manifest("1.5"))
        );

        (await shop.CheckAsync()).Should().BeOfType<StatusOutcome.Passed>();

        shop.Held("prod").Should().Be("1.5");
    }

    [Fact]
    public static async Task Passes_after_criss_cross_merges_that_leave_only_the_promotion()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        // The default branch got one commit of the branch, and the branch got one of the default branch.
        var first = shop.Remote.Resolve("promote/webshop-webui");
        var old = shop.Remote.Commit("main", ("docs/a.md", "a\n"));
        shop.Remote.UpdateBranch("promote/webshop-webui");
        var tree = shop.Remote.Git("rev-parse", "main^{tree}");
        var merge = shop.Remote.Git("commit-tree", tree, "-p", old, "-p", first, "-m", "Take and revert");
        shop.Remote.SetRef("refs/heads/main", merge);

        var run = () => shop.CheckAsync();

        // The default branch took the change back, so the merge would not bring it: not what the tool writes.
        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("the merge of its branch")
            .And.Contain("webshop/qa/app.yaml");
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public static async Task Fails_where_the_branch_holds_more_than_the_promotion(string change, string reason)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/qa/values.yaml", "replicas: 2\n"));
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Tamper("promote/webshop-webui", change);
        shop.Remote.Commit("main", ("README.md", "The default branch moves on.\n"));

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain($"but its branch {reason}");
        shop.Held("qa").Should().Be("1.0");
    }

    public static TheoryData<string, string> Tamperings { get; } =
        new()
        {
            { Tampering.Write("webshop/qa/job.yaml", "kind: Job\n"), "adds webshop/qa/job.yaml" },
            { Tampering.Write("webshop/qa/.gitattributes", "* text\n"), "adds webshop/qa/.gitattributes" },
            { Tampering.Write("webshop/qa/values.yaml", "replicas: 0\n"), "changes webshop/qa/values.yaml" },
            { Tampering.Delete("webshop/qa/values.yaml"), "deletes webshop/qa/values.yaml" },
            {
                Tampering.Write("webshop/qa/app.yaml", Shop.Manifest("2.0") + "replicas: 0\n"),
                "changes more than the version in webshop/qa/app.yaml"
            },
            {
                Tampering.Write("webshop/qa/app.yaml", Shop.Manifest("2.1")),
                "does not hold that version in webshop/qa/app.yaml"
            },
            {
                Tampering.Write("webshop/qa/values.yaml", "replicas: 2\n", "100755"),
                "changes the mode of webshop/qa/values.yaml from 100644 to 100755"
            },
            {
                Tampering.Write("webshop/qa/app.yaml", Shop.Manifest("2.0"), "100755"),
                "changes webshop/qa/app.yaml and its mode from 100644 to 100755"
            },
            {
                Tampering.Link("webshop/qa/values.yaml", "app.yaml"),
                "replaces webshop/qa/values.yaml with a symbolic link"
            },
            { Tampering.Link("webshop/qa/link.yaml", "app.yaml"), "adds the symbolic link webshop/qa/link.yaml" },
            { Tampering.Submodule("webshop/qa/base"), "adds the submodule webshop/qa/base" },
        };

    [Fact]
    public static async Task Fails_where_a_merge_would_follow_a_rename_into_another_environment()
    {
        await using var shop = await Shop.OpenAsync();
        var manifest = string.Concat(Enumerable.Range(0, 20).Select(i => $"key{i}: value\n")) + Shop.Manifest("1.0");
        shop.Remote.Commit("main", ("webshop/qa/app.yaml", manifest));
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        shop.Remote.Tamper(
            "main",
            Tampering.Delete("webshop/qa/app.yaml"),
            Tampering.Write("webshop/prod/moved.yaml", manifest)
        );

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("the merge of its branch into 'main' changes webshop/prod/moved.yaml");
    }

    [Fact]
    public static async Task Fails_where_the_branch_has_a_digest_that_the_environment_before_does_not_hold()
    {
        var digest = $"sha256:{new string('e', 64)}";
        const string image = "image: ghcr.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/qa/app.yaml", image));
        var pullRequest = await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        var head = shop.Remote.Tamper(
            "promote/webshop-webui",
            Tampering.Write("webshop/qa/app.yaml", image.Replace("1.0", $"2.0@{digest}", StringComparison.Ordinal))
        );
        await EditAsync(
            shop,
            pullRequest with
            {
                Head = CommitSha.Parse(head),
            },
            pullRequest.Description.Replace("\"type\"", $"\"digest\":\"{digest}\",\"type\"", StringComparison.Ordinal)
        );

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain($"its branch holds digest {digest} of webshop:webui, which environment dev does not hold");
    }

    [Fact]
    public static async Task Fails_where_the_branch_has_an_image_that_the_environment_before_does_not_hold()
    {
        const string image = "image: ghcr.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";
        await using var shop = await Shop.OpenAsync();
        shop.Remote.Commit("main", ("webshop/qa/app.yaml", image));
        var pullRequest = await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        var head = shop.Remote.Tamper(
            "promote/webshop-webui",
            Tampering.Write(
                "webshop/qa/app.yaml",
                image.Replace("ghcr.io/webui:1.0", "evil.io/x:2.0", StringComparison.Ordinal)
            )
        );
        await EditAsync(
            shop,
            pullRequest with
            {
                Head = CommitSha.Parse(head),
            },
            pullRequest.Description.Replace("\"type\"", "\"image\":\"evil.io/x\",\"type\"", StringComparison.Ordinal)
        );

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("its branch holds image evil.io/x of webshop:webui, which environment dev does not hold");
    }

    [Fact]
    public static async Task May_take_as_long_as_the_configuration_tells_it_to_wait()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        using Deadline deadline = new(TimeSpan.FromMinutes(15));

        await new CheckPromotion(shop.Repository, shop.Provider, shop.Time, deadline).RunAsync(
            BranchName.Parse("promote/webshop-webui"),
            isNamed: true,
            dryRun: true,
            CancellationToken.None
        );

        deadline.Limit.Should().Be(TimeSpan.FromMinutes(16));
    }

    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--bare")]
    [InlineData("--filter=blob:none")]
    public static async Task Works_in_a_checkout_that_lacks_history_or_files(string option)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.BringToQaAsync("2.0");
        await shop.ReportAsync("dev");
        for (var i = 0; i < 3; i++)
        {
            shop.Remote.Commit("main", ("README.md", $"Change {i}"));
        }

        var (repository, provider) = await shop.CloneAsync("ci", option, "--branch=promote/webshop-webui");
        await using var disposed = repository;

        var outcome = await new CheckPromotion(repository, provider, shop.Time).RunAsync(
            BranchName.Parse("promote/webshop-webui"),
            isNamed: true,
            dryRun: false,
            CancellationToken.None
        );

        outcome.Should().BeOfType<StatusOutcome.Passed>();
        shop.Held("qa").Should().Be("2.0");
    }

    private static Task<PullRequest> EditAsync(Shop shop, PullRequest pullRequest, string body) =>
        shop.Provider.OpenPullRequestAsync(
            new DesiredPullRequest(
                pullRequest.SourceBranch,
                pullRequest.TargetBranch,
                pullRequest.Head,
                pullRequest.Title,
                body,
                MergeMode.AfterCheck
            ),
            open: null,
            CancellationToken.None
        );
}
