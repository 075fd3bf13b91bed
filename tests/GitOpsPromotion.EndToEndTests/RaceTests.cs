using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Another client changes the remote between reading and pushing.</summary>
[Trait("suite", "release")]
public sealed class RaceTests
{
    [Fact]
    public async Task A_push_that_lost_a_race_is_rebuilt()
    {
        using Site site = new();
        var other = site.CloneAs("other");
        other.WriteFile("webshop/dev/other.yaml", "of: somebody else\n");
        other.Git("add", ".");
        other.Git("commit", "--quiet", "-m", "Newer commit");
        var wrapper = InstallBeforeFirstPush(
            site,
            $"\"$git\" -C '{other.Path}' push --quiet origin HEAD:main HEAD:promote/webshop-webui"
        );

        (await site.NewAsync("1.1.0")).Expect(0);

        wrapper.Calls.Count(call => call.StartsWith("push ", StringComparison.Ordinal)).Should().BeGreaterThan(1);
        var theirs = other.Resolve("HEAD");
        site.Remote.Resolve("main^1").Should().Be(theirs);
        site.Remote.Resolve("main^2^").Should().Be(theirs);
        site.Changed(theirs, "main").Should().Equal(Webshop.Dev);
        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }

    [Fact]
    public async Task A_merge_that_conflicts_with_newer_commits_is_rebuilt()
    {
        using Site site = new();
        var other = site.CloneAs("other");
        other.WriteFile(
            Webshop.Dev,
            Webshop.Manifest.Replace(
                "    newTag: \"1.0.0\"",
                "    newName: mirror/webui\n    newTag: \"1.0.0\"",
                StringComparison.Ordinal
            )
        );
        other.Git("commit", "--quiet", "--all", "-m", "A neighbouring line");
        InstallBeforeFirstPush(site, $"\"$git\" -C '{other.Path}' push --quiet origin HEAD:main");

        (await site.NewAsync("1.1.0")).Expect(0);

        site.Remote.Read("main", Webshop.Dev).Should().Contain("    newName: mirror/webui\n    newTag: \"1.1.0\"");
        site.Remote.Has("refs/heads/promote/webshop-webui").Should().BeFalse();
    }

    [Fact]
    public async Task A_merge_that_lost_a_race_is_retried()
    {
        using Site site = new(Webshop.ByHand);
        (await site.NewAsync("1.1.0")).Expect(0);
        var other = site.CloneAs("other");
        other.WriteFile("webshop/dev/other.yaml", "of: somebody else\n");
        other.Git("add", ".");
        other.Git("commit", "--quiet", "-m", "Newer commit");
        var wrapper = InstallBeforeFirstPush(site, $"\"$git\" -C '{other.Path}' push --quiet origin HEAD:main");

        (await site.MergeAsync("dev")).Expect(0);

        wrapper.Calls.Count(call => call.StartsWith("push ", StringComparison.Ordinal)).Should().Be(2);
        site.Remote.Resolve("main^1").Should().Be(other.Resolve("HEAD"));
        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }

    [Fact]
    public async Task A_push_that_the_remote_rejects_is_a_failure()
    {
        using Site site = new();
        site.Remote.WriteHook("pre-receive", "echo 'No promotions on Fridays.' >&2; exit 1");
        var before = site.Refs;

        (await site.NewAsync("1.1.0")).Expect(1).Error.Should().Contain("No promotions on Fridays.");

        site.Refs.Should().Be(before);
    }

    private static GitWrapper InstallBeforeFirstPush(Site site, string command) =>
        GitWrapper.Install(
            site,
            $$"""
            case "$1" in
              push) [ -f '{{site.Folder}}/pushed' ] || { touch '{{site.Folder}}/pushed'; {{command}} || exit 99; } ;;
            esac
            """
        );
}
