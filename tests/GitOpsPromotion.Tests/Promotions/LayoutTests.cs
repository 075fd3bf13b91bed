using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Where environments keep their groups. The environments are dev, qa and prod.</summary>
public static class LayoutTests
{
    private static readonly Layout Layout = new(Given.Configuration());
    private static readonly GroupName Webshop = GroupName.Parse("webshop");

    [Fact]
    public static void Has_a_folder_for_each_environment_of_a_group() =>
        Layout
            .TargetsOf(Webshop)
            .Select(target => target.Folder)
            .Should()
            .Equal("webshop/dev", "webshop/qa", "webshop/prod");

    [Theory]
    [InlineData("webshop/qa/app.yaml", "webshop", "qa")]
    [InlineData("webshop/qa/a/b/app.yaml", "webshop", "qa")]
    [InlineData("other/prod/app.yaml", "other", "prod")]
    public static void Finds_the_target_of_a_file(string path, string group, string environment)
    {
        var target = Layout.FindTarget(path)!;

        target.Should().Be(Layout.TargetOf(GroupName.Parse(group), Given.Environment(environment)));
        target.Contains(path).Should().BeTrue();
    }

    [Theory]
    [InlineData("gitops-promotion.yaml")]
    [InlineData("webshop/qa")]
    [InlineData("webshop/qa2/app.yaml")]
    [InlineData("webshop/base/app.yaml")]
    [InlineData("apps/webshop/qa/app.yaml")]
    [InlineData(".github/qa/app.yaml")]
    public static void Finds_no_target_of_other_files(string path) => Layout.FindTarget(path).Should().BeNull();
}
