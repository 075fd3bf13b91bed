using FluentAssertions;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class NameCollisionTests
{
    [Fact]
    public static void Finds_environments_whose_statuses_have_the_same_name()
    {
        var found = NameCollision.FindContexts([
            Pair("shop", "eu-dev"),
            Pair("shop", "dev"),
            Pair("shop-eu", "dev"),
            Pair("shop-eu", "prod"),
        ]);

        found.Should().ContainSingle().Which.Should().Equal(Pair("shop", "eu-dev"), Pair("shop-eu", "dev"));
    }

    [Fact]
    public static void Ignores_case_in_statuses_as_the_gate_does() =>
        NameCollision
            .FindContexts([Pair("Shop", "dev"), Pair("shop", "dev")])
            .Should()
            .ContainSingle()
            .Which.Should()
            .HaveCount(2);

    [Theory]
    [InlineData(PromotionFlow.PerApp, true)]
    [InlineData(PromotionFlow.PerEnvironment, false)]
    public static void Finds_apps_whose_branches_have_the_same_name(PromotionFlow flow, bool collides)
    {
        PromotionTarget[] targets =
        [
            new(Policy("shop", "eu-web"), Given.Environment("dev")),
            new(Policy("shop-eu", "web"), Given.Environment("qa")),
            new(Policy("Shop-eu", "web"), Given.Environment("qa")),
        ];

        NameCollision.FindBranches(targets, flow).Should().HaveCount(collides ? 1 : 0);
    }

    [Fact]
    public static void Names_the_apps_that_would_have_the_same_branch() =>
        NameCollision
            .FindAppsWithSameBranch(
                Policy("shop-eu", "web"),
                [GroupName.Parse("shop"), GroupName.Parse("shop-eu"), GroupName.Parse("sho"), GroupName.Parse("mail")]
            )
            .Should()
            .Equal(Policy("shop", "eu-web"));

    private static GroupEnvironment Pair(string group, string environment) =>
        new(GroupName.Parse(group), EnvironmentName.Parse(environment));

    private static ImagePolicy Policy(string group, string app) => new(GroupName.Parse(group), AppName.Parse(app));
}
