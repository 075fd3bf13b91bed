using FluentAssertions;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A new promotion whose branch exists already.</summary>
[Trait("suite", "release")]
public static class BranchReplacementTests
{
    private const string Branch = "promote/webshop-webui";

    private const string DevManual = """
        environments:
          - {name: dev, auto: false}
          - {name: qa, auto: false}
          - {name: prod, auto: false}
        """;

    private static readonly (string Change, string Named)[] Unrelated =
    [
        (Tampering.Write("README.md", "Read me.\n"), "adds README.md"),
        (Tampering.Delete("webshop/qa/app.yaml"), "deletes webshop/qa/app.yaml"),
        (
            Tampering.Write("webshop/dev/app.yaml", Shop.Manifest("2.0") + "replicas: 2\n"),
            "changes webshop/dev/app.yaml"
        ),
        (Tampering.Write("webshop/prod/app.yaml", Shop.Manifest("1.1")), "changes webshop/prod/app.yaml"),
        (Tampering.Write("webshop/dev/app.yaml", Shop.Manifest("2.0"), "100755"), "changes webshop/dev/app.yaml"),
        (Tampering.Link("webshop/dev/link", "app.yaml"), "adds the symbolic link webshop/dev/link"),
        (Tampering.Submodule("webshop/dev/base"), "adds the submodule webshop/dev/base"),
    ];

    [Fact]
    public static async Task Refuses_a_branch_with_unrelated_commits()
    {
        await using var shop = await Shop.OpenStartedAsync(DevManual);
        var commit = shop.Remote.Tamper(Branch, Tampering.Write("webshop/dev/probe.yaml", "port: 80\n"));
        var refs = shop.Remote.Git("for-each-ref");

        foreach (var dryRun in new[] { true, false })
        {
            var run = () => shop.NewAsync("3.0", dryRun);

            var failure = (await run.Should().ThrowAsync<PromotionException>()).Which;
            failure.Kind.Should().Be(FailureKind.Rejected);
            failure
                .Message.Should()
                .Contain($"commit {commit[..7]}")
                .And.Contain("(Fix the probe)")
                .And.Contain("adds webshop/dev/probe.yaml");
            failure.Hint.Should().Contain("--discard-commits");
        }

        shop.Remote.Git("for-each-ref").Should().Be(refs);
    }

    [Fact]
    public static async Task Finds_unrelated_commits_by_any_other_change()
    {
        await using var shop = await Shop.OpenStartedAsync(DevManual);
        var snapshot = await BaseSnapshotReader.ReadAsync(shop.Repository, CancellationToken.None);
        UnrelatedCommitFinder finder = new(shop.Repository, Given.Webui, snapshot);
        var tips = shop.Remote.TamperEach(Branch, [.. Unrelated.Select(one => one.Change)]);
        await shop.Repository.Remote.FetchAsync(tips, CancellationToken.None);
        foreach (var (tip, named) in tips.Zip(Unrelated.Select(one => one.Named)))
        {
            var found = await finder.FindAsync(tip, CancellationToken.None);

            found!.Tip.Should().Be(tip);
            found.Subject.Should().Be("Fix the probe");
            found.Changes.Should().Contain(named);
        }
    }

    [Fact]
    public static async Task Discards_commits_with_the_option_and_names_them()
    {
        await using var shop = await Shop.OpenStartedAsync(DevManual);
        shop.Remote.Tamper(Branch, Tampering.Write("webshop/dev/probe.yaml", "port: 80\n"));

        var opened = (PromotionOutcome.Opened)await shop.NewAsync("3.0", discardsCommits: true);

        opened.Remarks.Discarded!.Changes.Should().Be("adds webshop/dev/probe.yaml");
        shop.Remote.Files(Branch).Should().NotContain("webshop/dev/probe.yaml");
    }

    [Fact]
    public static async Task Refuses_unrelated_changes_on_a_branch_without_a_pull_request()
    {
        await using var shop = await Shop.OpenAsync(DevManual);
        shop.Remote.SetRef($"refs/heads/{Branch}", shop.Tip.Value);
        shop.Remote.Tamper(Branch, Tampering.Write("webshop/dev/probe.yaml", "port: 80\n"));

        var run = () => shop.NewAsync("2.0");

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("adds webshop/dev/probe.yaml");
    }

    [Theory]
    [InlineData("newTag: '1.5' # {\"$imagepolicy\": \"webshop:webui:tag\"}\n")]
    [InlineData("# a comment\n\"newTag\":   9.0.0   # {\"$imagepolicy\": \"webshop:webui:tag\"}\r\n")]
    public static async Task Replaces_a_version_that_another_tool_formatted_differently(string manifest)
    {
        await using var shop = await Shop.OpenAsync(DevManual);
        shop.Remote.SetRef($"refs/heads/{Branch}", shop.Tip.Value);
        shop.Remote.Tamper(Branch, Tampering.Write("webshop/qa/app.yaml", manifest));
        shop.Remote.Commit("main", ("README.md", "A newer commit on main.\n"));

        var opened = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        opened.Remarks.Should().Be(PromotionRemarks.None);
        shop.Remote.Read(Branch, "webshop/dev/app.yaml").Should().Be(Shop.Manifest("2.0").TrimEnd());
        shop.Remote.Read(Branch, "webshop/qa/app.yaml").Should().Be(Shop.Manifest("1.0").TrimEnd());
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    public static async Task Replaces_a_branch_that_was_updated_from_the_default_branch(string option)
    {
        await using var shop = await Shop.OpenStartedAsync(DevManual);
        shop.Remote.Commit("main", ("README.md", "A newer commit on main.\n"));
        shop.Remote.UpdateBranch(Branch);
        shop.Remote.Commit("main", ("README.md", "And again.\n"));
        var (repository, provider) = await shop.CloneAsync("ci", option);
        await using var disposed = repository;

        var outcome = await new StartPromotion(repository, provider, shop.Time).RunAsync(
            Given.Webui,
            Given.Version("3.0"),
            dryRun: false,
            CancellationToken.None
        );

        outcome.Should().BeOfType<PromotionOutcome.Opened>();
        shop.Remote.Git("diff", "--name-only", "main", Branch).Should().Be("webshop/dev/app.yaml");
    }

    [Fact]
    public static async Task Names_the_open_promotion_that_it_replaces()
    {
        await using var shop = await Shop.OpenToQaAsync(isReported: false);
        var waiting = shop.PullRequest;

        var planned = (PromotionOutcome.Planned)await shop.NewAsync("3.0", dryRun: true);
        var opened = (PromotionOutcome.Opened)await shop.NewAsync("3.0");

        foreach (var remarks in new[] { planned.Remarks, opened.Remarks })
        {
            var replaced = remarks.Replaced!;
            replaced.PullRequest.Number.Should().Be(waiting.Number);
            replaced.Version.Should().Be(Given.Version("2.0"));
            replaced.Environment.Value.Should().Be("qa");
            replaced.IsForOtherEnvironment.Should().BeTrue();
        }
    }

    [Fact]
    public static async Task Replaces_nothing_with_a_branch_per_environment()
    {
        await using var shop = await Shop.OpenToQaAsync(Shop.PerEnvironment, isReported: false);

        var opened = (PromotionOutcome.Opened)await shop.NewAsync("3.0");

        opened.Remarks.Replaced.Should().BeNull();
    }

    [Fact]
    public static async Task Replaces_nothing_when_it_runs_again()
    {
        await using var shop = await Shop.OpenStartedAsync(DevManual);

        var again = (PromotionOutcome.Opened)await shop.NewAsync("2.0");

        again.Remarks.Should().Be(PromotionRemarks.None);
    }
}
