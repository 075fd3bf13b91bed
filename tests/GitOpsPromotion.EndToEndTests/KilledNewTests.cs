using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary><c>new</c>, killed and run again.</summary>
public sealed class KilledNewTests
{
    [Trait("suite", "release")]
    [Fact]
    public async Task Converges_after_a_kill_at_any_push()
    {
        using Site site = new();

        var pushes = await KillScenario.KillAtPushesAsync(site, () => site.NewAsync("1.1.0"));

        pushes.Should().BePositive();
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Converges_with_manual_merges_after_a_kill_at_any_push()
    {
        using Site site = new(Webshop.ByHand);
        (await site.NewAsync("1.0.5")).Expect(0);

        // Updates the open pull request.
        var pushes = await KillScenario.KillAtPushesAsync(site, () => site.NewAsync("1.1.0"));

        pushes.Should().BePositive();
        site.Open("promote/webshop-webui").GetProperty("title").GetString().Should().Contain("1.1.0");
        site.Remote.Git("for-each-ref", "--format=%(refname)", "refs/gitops-promotion/open")
            .Split('\n')
            .Should()
            .HaveCount(1);
    }

    [Fact]
    public async Task Converges_after_a_kill_during_a_push()
    {
        using Site site = new();
        GitWrapper.Install(
            site,
            """case "$1" in push) echo $PPID > '{0}/tool' ;; esac""".Replace(
                "{0}",
                site.Folder,
                StringComparison.Ordinal
            )
        );
        var hook = $$"""
            [ -f '{{site.Folder}}/killed' ] || { touch '{{site.Folder}}/killed'; kill -9 "$(cat '{{site.Folder}}/tool')"; }
            """;
        site.Remote.WriteHook("post-receive", hook);

        (await site.NewAsync("1.1.0")).Expect(137);
        (await site.NewAsync("1.1.0")).Expect(0);

        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
        site.Merged(1).GetProperty("number").GetInt32().Should().Be(1);
        site.Remote.Git("for-each-ref", "--format=%(refname)", "refs/heads").Should().Be("refs/heads/main");
    }
}
