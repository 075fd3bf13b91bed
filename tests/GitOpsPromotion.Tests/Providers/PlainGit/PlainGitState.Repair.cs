using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <remarks>Refs that were deleted, copied or damaged.</remarks>
public sealed partial class PlainGitState
{
    [Fact]
    public async Task Continues_the_numbers_when_their_refs_were_deleted()
    {
        await MergeAsync(await OpenAsync(Draft(Forge.Move(Branch, "1.0"))));
        await OpenAsync(Draft(Forge.Move(Branch, "2.0")));
        Forge.Remote.Git("update-ref", "-d", "refs/gitops-promotion/last/1");
        Forge.Remote.Git("update-ref", "-d", "refs/gitops-promotion/last/2");
        var other = BranchName.Parse("promote/webshop-cart");

        var opened = await OpenAsync(Draft(Forge.Move(other, "3.0")) with { SourceBranch = other });

        opened.Number.Should().Be(3);
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Keeps_the_refs_of_the_newest_128_numbers()
    {
        await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var state = Forge.Remote.Resolve(PlainGitRefs.Last(1));
        for (var number = 2; number <= 257; number++)
        {
            Forge.Remote.Git("update-ref", PlainGitRefs.Last(number), state);
        }

        var other = BranchName.Parse("promote/webshop-cart");
        var opened = await OpenAsync(Draft(Forge.Move(other, "3.0")) with { SourceBranch = other });

        opened.Number.Should().Be(258);
        States()
            .Where(name => name.StartsWith("last/", StringComparison.Ordinal))
            .Should()
            .BeEquivalentTo(Enumerable.Range(130, 129).Select(number => $"last/{number}"));
    }

    [Fact]
    public async Task Opens_a_pull_request_anew_when_its_ref_was_deleted()
    {
        var draft = Draft(Forge.Move(Branch, "1.0"));
        await OpenAsync(draft);
        Forge.Remote.Git("update-ref", "-d", "refs/gitops-promotion/open/promote/webshop-webui");

        (await FindOpenAsync()).Should().BeNull();
        (await OpenAsync(draft)).Number.Should().Be(2);
    }

    [Fact]
    public async Task Reuses_the_pull_request_of_a_branch_that_was_deleted_and_is_back()
    {
        var first = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        await Forge.DeleteAsync(Branch);

        var second = await OpenAsync(Draft(Forge.Move(Branch, "2.0")));

        second.Number.Should().Be(first.Number);
    }

    [Fact]
    public async Task Does_not_take_over_a_pull_request_into_another_branch()
    {
        var head = Forge.Move(Branch, "1.0");
        await OpenAsync(Draft(head) with { TargetBranch = BranchName.Parse("release") });

        var failure = await FailureOf(() => OpenAsync(Draft(head)));

        failure
            .Message.Should()
            .Be(
                "No pull request was opened from promote/webshop-webui into main: pull request 1 from that branch is open into release."
            );
        failure
            .Hint.Should()
            .Be(
                "If nobody needs that one, delete it: git push origin --delete refs/gitops-promotion/open/promote/webshop-webui"
            );
    }

    [Fact]
    public async Task Says_which_ref_holds_invalid_state()
    {
        Forge.Move(Branch, "1.0");
        Forge.Remote.Git("update-ref", "refs/gitops-promotion/open/promote/webshop-webui", "refs/heads/main");

        var failure = await FailureOf(FindOpenAsync);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .StartWith("The pull request in refs/gitops-promotion/open/promote/webshop-webui (commit ")
            .And.EndWith(") of the remote does not hold what gitops-promotion writes: no JSON.");
        failure.Hint.Should().Contain("docs/providers/git.md");
    }

    [Fact]
    public async Task Says_which_ref_does_not_name_a_commit()
    {
        Forge.Move(Branch, "1.0");
        var blob = Forge.Remote.Resolve("refs/heads/main:webui.yaml");
        Forge.Remote.Git("update-ref", "refs/gitops-promotion/open/promote/webshop-webui", blob);

        var failure = await FailureOf(FindOpenAsync);

        failure.Message.Should().Contain("refs/gitops-promotion/open/promote/webshop-webui");
    }

    [Fact]
    public async Task Takes_no_state_that_was_copied_to_another_ref()
    {
        await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        Forge.Move(BranchName.Parse("promote/webshop-cart"), "3.0");
        Forge.Remote.Git(
            "update-ref",
            "refs/gitops-promotion/open/promote/webshop-cart",
            "refs/gitops-promotion/open/promote/webshop-webui"
        );

        var failure = await FailureOf(() => Provider.GetOpenPullRequestsAsync(Main, CancellationToken.None));

        failure.Message.Should().Contain("open/promote/webshop-cart").And.EndWith("its values do not fit together.");
    }

    [Fact]
    public async Task Says_that_nothing_can_be_merged_without_a_target_branch()
    {
        var release = BranchName.Parse("release");
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")) with { TargetBranch = release });

        var failure = await FailureOf(() => MergeAsync(opened));

        failure.Message.Should().Be("Pull request 1 was not merged: the remote has no branch release.");
    }
}
