using System.Globalization;
using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Concurrent runs.</summary>
[Trait("suite", "release")]
public sealed class ParallelTests
{
    private const int ManyApps = 8;
    private const int ManyRuns = 5;
    private const int FewRuns = 3;

    /// <summary>The markers are on adjacent lines: a conflict for git.</summary>
    private static readonly string Shared = string.Concat(
        Enumerable
            .Range(0, ManyApps)
            .Select(app => $"app-{Text(app)}: \"1.0.0\" # {{\"$imagepolicy\": \"webshop:app-{Text(app)}:tag\"}}\n")
    );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Concurrent_apps_are_all_promoted(bool oneCheckout)
    {
        using Site site = new("main", ("gitops-promotion.yaml", Webshop.PerApp), ("webshop/dev/tags.yaml", Shared));
        var count = oneCheckout ? FewRuns : ManyApps;
        var folders = Folders(site, count, oneCheckout);

        var runs = await Task.WhenAll(
            folders.Select(
                (folder, app) =>
                    site.Tool.RunAsync(
                        folder,
                        "new",
                        "--group",
                        "webshop",
                        "--app",
                        $"app-{Text(app)}",
                        "--tag",
                        $"2.{Text(app)}"
                    )
            )
        );

        foreach (var (run, app) in runs.Select((run, app) => (run, app)))
        {
            run.Expect(0)
                .Line.Should()
                .MatchRegex(
                    $"^created branch promote/webshop-app-{Text(app)} with pull request [0-9]+ on commit [0-9a-f]{{40}}$"
                );
        }

        var lines = site.Remote.Read("main", "webshop/dev/tags.yaml").Split('\n');
        lines
            .Should()
            .Equal(
                Enumerable
                    .Range(0, ManyApps)
                    .Select(app =>
                        $"app-{Text(app)}: \"{(app < count ? $"2.{Text(app)}" : "1.0.0")}\" # {{\"$imagepolicy\": \"webshop:app-{Text(app)}:tag\"}}"
                    )
            );
        Numbers(site).Should().BeEquivalentTo(Enumerable.Range(1, count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Concurrent_runs_of_one_version_promote_it_once(bool oneCheckout)
    {
        using Site site = new();
        var folders = Folders(site, oneCheckout ? FewRuns : ManyRuns, oneCheckout);

        var runs = await Task.WhenAll(
            folders.Select(folder =>
                site.Tool.RunAsync(folder, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0")
            )
        );

        foreach (var run in runs)
        {
            run.Expect(0)
                .Line.Should()
                .MatchRegex("^(created branch promote/webshop-webui with pull request [0-9]+ on|nothing to do:)");
        }

        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
        site.Changed(site.First, "main").Should().Equal(Webshop.Dev);
        site.Remote.Git("for-each-ref", "--format=%(refname)", "refs/gitops-promotion/merged")
            .Should()
            .Be("refs/gitops-promotion/merged/1");
        site.Remote.Git("for-each-ref", "refs/gitops-promotion/open").Should().BeEmpty();
        site.Remote.Git("for-each-ref", "--format=%(refname)", "refs/heads").Should().Be("refs/heads/main");
    }

    [Fact]
    public async Task Concurrent_versions_of_one_app_leave_one_consistent_pull_request()
    {
        using Site site = new(Webshop.ByHand);
        var folders = Folders(site, ManyRuns, oneCheckout: false);

        var runs = await Task.WhenAll(
            folders.Select(
                (folder, run) =>
                    site.Tool.RunAsync(folder, "new", "--group", "webshop", "--app", "webui", "--tag", $"2.{Text(run)}")
            )
        );

        foreach (var run in runs)
        {
            run.Expect(0);
        }

        // Title, description and branch have the same version.
        var open = site.Open("promote/webshop-webui");
        var title = open.GetProperty("title").GetString()!;
        var tag = Enumerable
            .Range(0, ManyRuns)
            .Select(run => $"2.{Text(run)}")
            .Single(tag => title.Contains($"version {tag} ", StringComparison.Ordinal));
        open.GetProperty("number").GetInt32().Should().Be(1);
        open.GetProperty("body").GetString().Should().Contain($"\"tag\":\"{tag}\"");
        open.GetProperty("head").GetString().Should().Be(site.Remote.Resolve("promote/webshop-webui"));
        site.Remote.Read("promote/webshop-webui", Webshop.Dev).Should().Be(Webshop.With(tag).TrimEnd());
        site.Remote.Resolve("promote/webshop-webui^").Should().Be(site.First);
        site.Tip.Should().Be(site.First);
    }

    [Fact]
    public async Task Two_concurrent_merges_both_succeed()
    {
        using Site site = new(Webshop.ByHand);
        (await site.NewAsync("1.1.0")).Expect(0);
        (await site.RunAsync("new", "--group", "webshop", "--app", "cart", "--tag", "7.2.0")).Expect(0);

        var runs = await Task.WhenAll(
            site.MergeAsync("dev"),
            site.RunAsync("merge", "--group", "webshop", "--app", "cart", "--environment", "dev")
        );

        runs.Should().OnlyContain(run => run.ExitCode == 0);
        site.Remote.Read("main", Webshop.Dev)
            .Should()
            .Be(Webshop.With("1.1.0").Replace("7.1.0 ", "7.2.0 ", StringComparison.Ordinal).TrimEnd());
        site.Remote.Git("rev-list", "--count", "--merges", "main").Should().Be("2");
    }

    private static IReadOnlyList<string> Folders(Site site, int count, bool oneCheckout) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(index => oneCheckout ? site.Clone.Path : site.CloneAs($"clone-{Text(index)}").Path),
        ];

    private static IEnumerable<int> Numbers(Site site) =>
        site
            .Remote.Git("for-each-ref", "--format=%(refname:lstrip=3)", "refs/gitops-promotion/merged")
            .Split('\n')
            .Select(number => int.Parse(number, CultureInfo.InvariantCulture));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
