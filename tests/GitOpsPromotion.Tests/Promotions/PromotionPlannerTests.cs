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
    public static void Names_the_environment_in_a_branch_per_environment()
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
    public static void Takes_the_merge_mode_from_the_configuration(string environment, MergeMode merging) =>
        Plan(environment, Given.Scan(Given.Change()))
            .Should()
            .BeOfType<PromotionPlan.Change>()
            .Which.MergeMode.Should()
            .Be(merging);

    [Fact]
    public static void Changes_nothing_if_the_environment_has_the_version() =>
        Plan("qa", Given.Scan()).Should().BeOfType<PromotionPlan.NoChange>();

    [Fact]
    public static void Updates_its_own_open_pull_request()
    {
        var open = Given.PullRequest(PromotionMetadata.For(Given.Promotion("dev", "1.0")).ToComment());

        Plan("qa", Given.Scan(Given.Change()), new OpenPromotion(open, IsNewer: false))
            .Should()
            .BeOfType<PromotionPlan.Change>();
    }

    [Fact]
    public static void Is_superseded_by_a_newer_open_promotion()
    {
        var open = Given.PullRequest(PromotionMetadata.For(Given.Promotion("qa", "3.0")).ToComment());

        Plan("qa", Given.Scan(Given.Change()), new OpenPromotion(open, IsNewer: true))
            .Should()
            .BeOfType<PromotionPlan.Superseded>()
            .Which.Newer.Number.Should()
            .Be(7);
    }

    [Fact]
    public static void Refuses_a_branch_that_another_app_uses()
    {
        var other = Given.Promotion("qa", policy: new ImagePolicy(GroupName.Parse("web"), AppName.Parse("shop-webui")));
        var open = Given.PullRequest(PromotionMetadata.For(other).ToComment());

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
    [InlineData("The text of a person", "was not created by gitops-promotion")]
    [InlineData("<!-- metadata = {} -->", "cannot be read: its \"group\" is missing")]
    public static void Refuses_a_pull_request_that_is_not_its_own(string body, string reason)
    {
        var open = new OpenPromotion(Given.PullRequest(body), IsNewer: false);

        var plan = () => Plan("qa", Given.Scan(Given.Change()), open);

        plan.Should().Throw<PromotionException>().Which.Message.Should().Contain(reason);
    }

    [Fact]
    public static void Refuses_an_environment_that_is_not_configured()
    {
        var plan = () => Plan("qq", Given.Scan(Given.Change()));

        var failure = plan.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().Be("There is no environment 'qq' in gitops-promotion.yaml.");
        failure.Hint.Should().Be("Did you mean 'qa'? The environments are dev, qa, prod.");
    }

    [Fact]
    public static void Suggests_no_environment_if_none_is_similar()
    {
        var plan = () => Plan("somewhere-else", Given.Scan(Given.Change()));

        plan.Should().Throw<PromotionException>().Which.Hint.Should().Be("The environments are dev, qa, prod.");
    }

    private static PromotionPlan Plan(string environment, EnvironmentScan scan, OpenPromotion? open = null) =>
        PromotionPlanner.Plan(Given.Promotion(environment), Given.Base(), scan, open);
}
