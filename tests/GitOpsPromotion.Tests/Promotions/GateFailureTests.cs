using FluentAssertions;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class GateFailureTests
{
    private static readonly GateQuestion Question = new(
        Given.Webui.Group,
        Given.Environment("qa"),
        [Given.Commit('e'), Given.Commit('d')]
    );

    [Fact]
    public static void Names_context_commit_and_description_of_what_failed()
    {
        var failure = GateFailure.ForTimeout(
            Question,
            new GateVerdict.Closed([
                (
                    Given.Commit('d'),
                    new CommitStatus("kustomization/webshop-qa/1a2b", CommitStatusState.Failure, "health check failed")
                ),
                (Given.Commit('e'), new CommitStatus("kustomization/webshop-qa/3c4d", CommitStatusState.Pending, "")),
            ]),
            TimeSpan.FromMinutes(5)
        );

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Hint.Should().Be("Fix environment qa, then run the check again.");
        failure
            .Message.Should()
            .Be(
                "webshop-qa was not reconciled within 5 min: kustomization/webshop-qa/1a2b failed on commit dddddddddddd "
                    + "(health check failed); kustomization/webshop-qa/3c4d is pending on commit eeeeeeeeeeee."
            );
    }

    [Fact]
    public static void Explains_how_to_report_a_missing_status()
    {
        var failure = GateFailure.ForTimeout(Question, new GateVerdict.NoStatus(), TimeSpan.FromSeconds(90));

        failure.Kind.Should().Be(FailureKind.TimedOut);
        failure
            .Message.Should()
            .Be(
                "No status for webshop-qa was reported within 90 s on commit dddddddddddd or a later one with the version."
            );
        failure
            .Hint.Should()
            .Contain("'kustomization/webshop-qa'")
            .And.Contain("gitops-promotion report --group webshop --environment qa --state success");
    }

    [Fact]
    public static void Names_the_statuses_that_do_not_count_and_why()
    {
        GateVerdict.NoStatus silent = new()
        {
            Ignored = ["build", "ci/build", "gitops/kustomization/webshop-qa", "webshop-qa"],
        };

        GateFailure
            .ForTimeout(Question, silent, TimeSpan.FromMinutes(5))
            .Message.Should()
            .EndWith(
                " Statuses that do not count: "
                    + "'gitops/kustomization/webshop-qa' ('webshop-qa' is part 3 of it, and must be part 2), "
                    + "'webshop-qa' (it has no '/', and 'webshop-qa' must be its second part), "
                    + "'build' (it has no '/', and 'webshop-qa' must be its second part), "
                    + "'ci/build' (its second part is not 'webshop-qa')."
            );
    }

    [Fact]
    public static void Names_at_most_five_statuses_that_do_not_count()
    {
        GateVerdict.NoStatus silent = new() { Ignored = ["a/1", "a/2", "a/3", "a/4", "a/5", "a/6", "a/7"] };

        GateFailure
            .ForTimeout(Question, silent, TimeSpan.FromMinutes(5))
            .Message.Should()
            .EndWith("'a/5' (its second part is not 'webshop-qa') and 2 more.");
    }

    [Theory]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(61, "61 s")]
    [InlineData(3600, "60 min")]
    public static void Formats_whole_minutes_as_minutes(int seconds, string text) =>
        GateFailure
            .ForTimeout(Question, new GateVerdict.NoStatus(), TimeSpan.FromSeconds(seconds))
            .Message.Should()
            .Contain($" within {text} on commit");

    [Fact]
    public static void Is_a_timeout_if_statuses_are_only_pending() =>
        GateFailure
            .ForTimeout(
                Question,
                new GateVerdict.Closed([
                    (Given.Commit('e'), new CommitStatus("kustomization/webshop-qa", CommitStatusState.Pending, "")),
                ]),
                TimeSpan.FromMinutes(1)
            )
            .Kind.Should()
            .Be(FailureKind.TimedOut);
}
