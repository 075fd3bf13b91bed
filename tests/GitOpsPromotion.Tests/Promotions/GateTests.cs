using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class GateTests
{
    private static readonly CommitSha Newer = Given.Commit('e');
    private static readonly CommitSha Older = Given.Commit('d');

    [Theory]
    [InlineData("kustomization/webshop-qa")]
    [InlineData("kustomization/webshop-qa/1a2b3c4d")]
    [InlineData("continuous-delivery/webshop-qa")]
    [InlineData("gitops-promotion/webshop-qa")]
    [InlineData("kustomization/WebShop-QA/1a2b3c4d")]
    public static void Opens_on_a_success_of_the_environment(string context) =>
        Evaluate((Older, context, CommitStatusState.Success))
            .Should()
            .BeOfType<GateVerdict.Open>()
            .Which.Commits.Should()
            .Equal(Older);

    [Theory]
    [InlineData("ci")]
    [InlineData("webshop-qa")]
    [InlineData("webshop-qa/kustomization")]
    [InlineData("kustomization/webshop-prod")]
    [InlineData("kustomization/webshop-qa2/1a2b3c4d")]
    [InlineData("kustomization/cluster/webshop-qa")]
    [InlineData("")]
    [InlineData("/")]
    public static void Ignores_statuses_of_other_environments(string context) =>
        Evaluate((Older, context, CommitStatusState.Success)).Should().BeOfType<GateVerdict.NoStatus>();

    [Fact]
    public static void Has_no_status_if_none_was_reported() => Evaluate().Should().BeOfType<GateVerdict.NoStatus>();

    [Theory]
    [InlineData(CommitStatusState.Pending)]
    [InlineData(CommitStatusState.Failure)]
    public static void Stays_closed_while_one_of_several_has_not_succeeded(CommitStatusState state) =>
        Evaluate(
                (Older, "kustomization/webshop-qa/east", CommitStatusState.Success),
                (Older, "kustomization/webshop-qa/west", state)
            )
            .Should()
            .BeOfType<GateVerdict.Closed>()
            .Which.Waiting.Should()
            .ContainSingle()
            .Which.Status.Context.Should()
            .Be("kustomization/webshop-qa/west");

    [Fact]
    public static void Uses_the_newest_commit_of_each_context()
    {
        Evaluate(
                (Older, "kustomization/webshop-qa/east", CommitStatusState.Failure),
                (Newer, "kustomization/webshop-qa/east", CommitStatusState.Success),
                (Older, "kustomization/webshop-qa/west", CommitStatusState.Success)
            )
            .Should()
            .BeOfType<GateVerdict.Open>()
            .Which.Commits.Should()
            .Equal(Newer, Older);

        Evaluate(
                (Older, "kustomization/webshop-qa", CommitStatusState.Success),
                (Newer, "kustomization/webshop-qa", CommitStatusState.Failure)
            )
            .Should()
            .BeOfType<GateVerdict.Closed>();
    }

    [Fact]
    public static void Keeps_an_earlier_success_while_a_newer_commit_is_pending() =>
        Evaluate(
                (Older, "kustomization/webshop-qa", CommitStatusState.Success),
                (Newer, "kustomization/webshop-qa", CommitStatusState.Pending)
            )
            .Should()
            .BeOfType<GateVerdict.Open>()
            .Which.Commits.Should()
            .Equal(Older);

    [Theory]
    [InlineData(CommitStatusState.Success, CommitStatusState.Failure)]
    [InlineData(CommitStatusState.Failure, CommitStatusState.Pending)]
    [InlineData(CommitStatusState.Pending, CommitStatusState.Failure)]
    [InlineData(CommitStatusState.Pending, CommitStatusState.Pending)]
    public static void Stays_closed_after_a_failure_or_while_all_are_pending(
        CommitStatusState older,
        CommitStatusState newer
    ) =>
        Evaluate((Older, "kustomization/webshop-qa", older), (Newer, "kustomization/webshop-qa", newer))
            .Should()
            .BeOfType<GateVerdict.Closed>();

    [Fact]
    public static void Names_the_contexts_that_do_not_count() =>
        Evaluate((Older, "webshop-qa", CommitStatusState.Success), (Newer, "ci", CommitStatusState.Success))
            .Should()
            .BeOfType<GateVerdict.NoStatus>()
            .Which.Ignored.Should()
            .Equal("ci", "webshop-qa");

    private static GateVerdict Evaluate(
        params (CommitSha Commit, string Context, CommitStatusState State)[] statuses
    ) =>
        Gate.Evaluate(
            new GateQuestion(Given.Webui.Group, Given.Environment("qa"), [Newer, Older]),
            statuses
                .GroupBy(status => status.Commit)
                .ToDictionary(
                    group => group.Key,
                    IReadOnlyList<CommitStatus> (group) =>
                        [.. group.Select(status => new CommitStatus(status.Context, status.State, Description: ""))]
                )
        );
}
