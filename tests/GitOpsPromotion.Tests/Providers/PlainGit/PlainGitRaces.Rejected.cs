using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <remarks>What the remote refuses.</remarks>
public sealed partial class PlainGitRaces
{
    [Fact]
    public async Task Reads_again_where_the_remote_gives_only_what_its_refs_name_now()
    {
        var head = Forge.Move(Branch, "1.0");
        await OpenAsync(Draft(head));
        await OpenAsync(Draft(head) with { Title = "Newer than what last/1 names" });
        var name = PlainGitRefs.Open(Branch);
        var before = Forge.Remote.Resolve(name);
        var newer = await OpenAsync(Draft(head) with { Title = "Newer" });
        var after = Forge.Remote.Resolve(name);
        Forge.Remote.Git("update-ref", name, before);
        Forge.Remote.Git("config", "uploadpack.allowAnySHA1InWant", "false");
        BeforeTheFirst fetch = new("fetch", () => Forge.Remote.Git("update-ref", name, after));
        var repository = await Forge.CloneAsync(fetch, "--config=protocol.version=0");

        var found = await new PlainGitProvider(repository, TimeProvider.System).FindOpenPullRequestAsync(
            Branch,
            Main,
            CancellationToken.None
        );

        fetch.HasRun.Should().BeTrue();
        found.Should().Be(newer);
    }

    [Fact]
    public async Task Says_that_a_pull_request_is_no_longer_open()
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));

        var other = await FailureOf(() => MergeAsync(opened with { Number = 7 }));
        var elsewhere = await FailureOf(() => MergeAsync(opened with { TargetBranch = BranchName.Parse("release") }));
        Forge.Remote.Git("update-ref", "-d", PlainGitRefs.Open(Branch));
        var gone = await FailureOf(() => Provider.PassCheckAsync(opened, CancellationToken.None));

        other.IsStale.Should().BeTrue();
        other.Message.Should().Be("Pull request 7 was not merged: it is no longer open.");
        elsewhere.IsStale.Should().BeTrue();
        gone.Message.Should().Be("The check status of pull request 1 was not set: it is no longer open.");
        gone.Hint.Should().Be("See what is open with: gitops-promotion list");
    }

    [Fact]
    public async Task Changes_nothing_where_the_remote_refuses()
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var before = Forge.Remote.Git("for-each-ref");
        Forge.Remote.WriteHook("update", "test $1 != refs/heads/main || { echo main is frozen >&2; exit 1; }");

        var failure = await FailureOf(() => MergeAsync(opened));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("main is frozen");
        Forge.Remote.Git("for-each-ref").Should().Be(before);
    }
}
