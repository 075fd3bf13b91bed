using FluentAssertions;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class PromotionPlannerTests
{
    [Fact]
    public static void Changes_the_files_on_one_branch_with_one_pull_request()
    {
        var plan = Plan("qa", Given.Scan(Given.Change()));

        var change = plan.Should().BeOfType<PromotionPlan.Change>().Which;
        change.Branch.Value.Should().Be("promote/webshop-webui");
        change.TargetBranch.Value.Should().Be("main");
        change.Base.Should().Be(Given.Tip);
        change.Title.Should().Be("Promote webshop/webui version 2.0 to environment qa");
        change.Rewrites.Should().ContainSingle().Which.Text.Should().Be("new text");
    }

    [Fact]
    public static void Names_the_environment_in_the_branch_where_each_has_its_own()
    {
        var plan = PromotionPlanner.Plan(
            Given.Promotion("qa"),
            Given.Base(PromotionFlow.PerEnvironment),
            Given.Scan(Given.Change()),
            open: null
        );

        plan.Should().BeOfType<PromotionPlan.Change>().Which.Branch.Value.Should().Be("promote/qa/webshop-webui");
    }

    [Theory]
    [InlineData("dev", MergeMode.Immediately)]
    [InlineData("qa", MergeMode.AfterCheck)]
    [InlineData("prod", MergeMode.Manual)]
    public static void Leaves_the_merge_to_whom_the_configuration_says(string environment, MergeMode merging) =>
        Plan(environment, Given.Scan(Given.Change()))
            .Should()
            .BeOfType<PromotionPlan.Change>()
            .Which.MergeMode.Should()
            .Be(merging);

    [Fact]
    public static void Is_empty_for_a_promotion_that_is_done() =>
        Plan("qa", Given.Scan()).Should().BeOfType<PromotionPlan.NoChange>();

    [Fact]
    public static void Brings_its_own_open_pull_request_up_to_date()
    {
        var open = Given.PullRequest(PromotionMetadata.From(Given.Promotion("dev", "1.0")).ToComment());

        Plan("qa", Given.Scan(Given.Change()), new OpenPromotion(open, IsNewer: false))
            .Should()
            .BeOfType<PromotionPlan.Change>();
    }

    [Fact]
    public static void Stands_back_before_a_newer_promotion()
    {
        var open = Given.PullRequest(PromotionMetadata.From(Given.Promotion("qa", "3.0")).ToComment());

        Plan("qa", Given.Scan(Given.Change()), new OpenPromotion(open, IsNewer: true))
            .Should()
            .BeOfType<PromotionPlan.Superseded>()
            .Which.Newer.Number.Should()
            .Be(7);
    }

    [Fact]
    public static void Refuses_a_branch_that_another_app_uses()
    {
        var other = Given.Promotion("qa") with
        {
            Policy = new ImagePolicy(GroupName.Parse("web"), AppName.Parse("shop-webui")),
        };
        var open = Given.PullRequest(PromotionMetadata.From(other).ToComment());

        var plan = () => Plan("qa", Given.Scan(Given.Change()), new OpenPromotion(open, IsNewer: false));

        var failure = plan.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be(
                "Promote webshop/webui version 2.0 to environment qa: not done, because pull request 7 is open on branch "
                    + "'promote/webshop-webui', and it promotes web/shop-webui, whose branch has the same name."
            );
        failure.Hint.Should().Contain("Merge or close pull request 7");
    }

    [Theory]
    [InlineData("A person's own words", "was not created by gitops-promotion")]
    [InlineData("<!-- metadata = {} -->", "cannot be read: its \"group\" is missing")]
    public static void Refuses_a_pull_request_that_is_not_its_own(string body, string reason)
    {
        var open = new OpenPromotion(Given.PullRequest(body), IsNewer: false);

        var plan = () => Plan("qa", Given.Scan(Given.Change()), open);

        plan.Should().Throw<PromotionException>().Which.Message.Should().Contain(reason);
    }

    [Fact]
    public static void Refuses_an_environment_that_the_configuration_does_not_know()
    {
        var plan = () => Plan("qq", Given.Scan(Given.Change()));

        var failure = plan.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().Be("There is no environment 'qq' in gitops-promotion.yaml.");
        failure.Hint.Should().Be("Did you mean 'qa'? The environments are dev, qa, prod.");
    }

    [Fact]
    public static void Guesses_no_environment_where_none_is_like_it()
    {
        var plan = () => Plan("somewhere-else", Given.Scan(Given.Change()));

        plan.Should().Throw<PromotionException>().Which.Hint.Should().Be("The environments are dev, qa, prod.");
    }

    private static PromotionPlan Plan(string environment, EnvironmentScan scan, OpenPromotion? open = null) =>
        PromotionPlanner.Plan(Given.Promotion(environment), Given.Base(), scan, open);
}
