using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>When a push asks the remote for its commits, which costs a fetch.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class PushNegotiationTests : PushTest
{
    [Fact]
    public async Task Negotiates_for_a_new_branch() =>
        (await TraceAsync(new RefUpdate(Branch, await CommitAsync("1"), Expected: null)))
            .Should()
            .Contain("--negotiate-only");

    [Fact]
    public async Task Negotiates_if_the_lease_is_not_for_a_parent()
    {
        var first = await CommitAsync("1");
        await PushAsync(new RefUpdate(Branch, first, Expected: null));

        (await TraceAsync(new RefUpdate(Branch, await CommitAsync("2"), Expected: first)))
            .Should()
            .Contain("--negotiate-only");
    }

    [Fact]
    public async Task Does_not_negotiate_if_a_lease_is_for_a_parent() =>
        (await TraceAsync(new RefUpdate("refs/heads/main", await CommitAsync("1"), Expected: Tip)))
            .Should()
            .Contain("push --atomic")
            .And.NotContain("--negotiate-only");

    [Fact]
    public async Task Does_not_negotiate_for_a_commit_without_parents()
    {
        var commit = await Repository.CommitAsync(Repository.EmptyTreeId, [], "State", default);

        (await TraceAsync(new RefUpdate("refs/state/1", commit, Expected: null)))
            .Should()
            .Contain("push --atomic")
            .And.NotContain("--negotiate-only");
    }

    // git writes the processes that it starts into its trace.
    private async Task<string> TraceAsync(RefUpdate update)
    {
        using Variables variables = new() { ["GIT_TRACE"] = Sandbox["trace"] };
        (await PushAsync(update)).Should().Be(PushResult.Accepted);
        return await File.ReadAllTextAsync(Sandbox["trace"]);
    }
}
