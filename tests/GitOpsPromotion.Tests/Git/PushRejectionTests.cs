using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Pushes that the remote rejects.</summary>
public sealed class PushRejectionTests : PushTest
{
    [Theory]
    [InlineData("pre-receive")]
    [InlineData("update")]
    public async Task Reports_the_output_of_a_hook_that_rejects_the_push(string hook)
    {
        Remote.WriteHook(hook, "printf 'only on \\033[31mworkdays\\007\\n##vso[task.complete]\\n' >&2; exit 1");

        var push = async () => await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("hook declined").And.Contain("only on workdays; ##vso[task.complete]");
        failure.Message.Any(char.IsControl).Should().BeFalse();
        Remote.Has(Branch).Should().BeFalse();
    }

    [Fact]
    public async Task Reports_that_the_remote_denies_deletions()
    {
        Remote.Git("config", "receive.denyDeletes", "true");
        Remote.Git("update-ref", Branch, Tip.Value);

        var push = () => PushAsync(new RefUpdate(Branch, New: null, Expected: Tip));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Contain("deletion prohibited");
        failure.Hint.Should().Contain("receive.denyDeletes");
    }

    [Fact]
    public async Task Reports_that_the_remote_denies_force_pushes()
    {
        Remote.Git("config", "receive.denyNonFastForwards", "true");
        var first = await CommitAsync("1");
        await PushAsync(new RefUpdate(Branch, first, Expected: null));

        var push = async () => await PushAsync(new RefUpdate(Branch, await CommitAsync("2"), Expected: first));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("non-fast-forward");
        failure.Hint.Should().Contain("receive.denyNonFastForwards");
        Remote.Resolve(Branch).Should().Be(first.Value);
    }

    [Fact]
    public async Task Reports_a_conflicting_branch_name()
    {
        Remote.Git("update-ref", "refs/heads/promote", Tip.Value);

        var push = async () => await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Contain("'refs/heads/promote' exists");
        failure.Hint.Should().Contain("Rename or delete the conflicting branch");
    }

    [Fact]
    public async Task Reports_that_the_remote_does_not_support_atomic_pushes()
    {
        Remote.Git("config", "receive.advertiseAtomic", "false");

        var push = async () => await PushAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null));

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Contain("does not support atomic pushes");
    }

    [Fact]
    public async Task Reports_that_the_remote_does_not_exist()
    {
        Clone.Git("remote", "set-url", "origin", Sandbox["nowhere.git"]);
        await using var lost = await Clone.OpenAsync();
        var commit = await CommitAsync("1");

        var push = () => lost.Remote.PushAsync([new(Branch, commit, Expected: null)], default);

        var failure = (await push.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain(Sandbox["nowhere.git"]);
    }

    [Fact]
    public async Task Rejects_names_that_are_not_full_ref_names()
    {
        var push = () => PushAsync(new RefUpdate("--mirror", Tip, Expected: null));

        await push.Should().ThrowAsync<ArgumentException>();
    }
}
