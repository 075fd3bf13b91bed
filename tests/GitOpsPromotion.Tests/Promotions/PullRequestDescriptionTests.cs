using FluentAssertions;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class PullRequestDescriptionTests
{
    [Fact]
    public static void Tells_the_tool_and_then_people_what_it_does()
    {
        var description = Write("qa", Given.Change());

        description
            .Should()
            .Be(
                """
                <!-- metadata = {"group":"webshop","app":"webui","tag":"2.0","env":"qa","sha":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","feature":"","type":"promote"} -->

                Promotes **webshop/webui** to version `2.0` in environment **qa**.

                | file | line | from | to |
                | --- | --- | --- | --- |
                | `webshop/qa/app.yaml` | 3 | `1.0` | `2.0` |

                Came from commit bbbbbbbbbbbb, where environment dev got this version.

                It merges by itself when environment dev runs this version well. Then the version goes on to environment **prod**.

                """.ReplaceLineEndings("\n")
            );
    }

    [Theory]
    [InlineData("dev", "It merges by itself. Then the version goes on to environment **qa**.")]
    [InlineData("prod", "A person merges this pull request. This is the last environment.")]
    public static void Says_what_happens_next(string environment, string next) =>
        Write(environment, Given.Change()).Should().Contain(next);

    [Fact]
    public static void Stays_below_the_limit_and_says_how_much_is_left_out()
    {
        var changes = Enumerable.Range(1, 200).Select(i => Given.Change() with { Line = i }).ToArray();

        var description = Write("qa", changes);

        description.Length.Should().BeLessThanOrEqualTo(PullRequestDescription.MaxLength);
        description.Should().MatchRegex(@"And \d+ more changes; the commit shows them\.");
        description.Should().EndWith("environment **prod**.\n");
        PromotionMetadata.Parse(description).Should().BeOfType<ParsedMetadata.Valid>();
    }

    [Theory]
    [InlineData('ä', 40)]
    [InlineData('&', 80)]
    public static void Never_cuts_the_state_however_long_the_names_are(char character, int length)
    {
        var name = new string(character, length);
        var promotion = Given.Promotion("qa") with
        {
            Policy = new ImagePolicy(GroupName.Parse(name), AppName.Parse(name)),
            Version = new ImageVersion(
                ImageTag.Parse(new string('1', 128)),
                ImageDigest.Parse("sha512:" + new string('0', 128)),
                ImageRepository.Parse("registry.example.com/" + new string('x', 200))
            ),
        };

        var description = PullRequestDescription.Write(
            promotion,
            new EnvironmentOrder(Given.Configuration()),
            [Given.Change() with { Path = $"{name}/qa/{name}.yaml" }]
        );

        description.Length.Should().BeLessThanOrEqualTo(PullRequestDescription.MaxLength);
        PromotionMetadata
            .Parse(description)
            .Should()
            .BeOfType<ParsedMetadata.Valid>()
            .Which.Metadata.Should()
            .Be(PromotionMetadata.From(promotion));
    }

    [Fact]
    public static void Leaves_out_every_change_where_the_names_take_all_the_room()
    {
        var name = new string('&', 80);
        var promotion = Given.Promotion(name) with
        {
            Policy = new ImagePolicy(GroupName.Parse(name), AppName.Parse(name)),
            Version = new ImageVersion(
                ImageTag.Parse(new string('1', 128)),
                ImageDigest.Parse("sha256:" + new string('0', 64)),
                ImageRepository.Parse("registry.example.com/" + new string('x', 200))
            ),
        };
        var configuration = Given.Configuration() with
        {
            Environments =
            [
                new EnvironmentSettings(Given.Environment(name), Auto: true),
                new EnvironmentSettings(Given.Environment("qa"), Auto: true),
            ],
        };

        var description = PullRequestDescription.Write(
            promotion,
            new EnvironmentOrder(configuration),
            [Given.Change(new string('x', 200), new string('y', 200))]
        );

        description.Length.Should().BeLessThanOrEqualTo(PullRequestDescription.MaxLength);
        description.Should().Contain("\n1 changes; the commit shows them.\n").And.NotContain("| file |");
    }

    [Fact]
    public static void Names_only_the_commit_where_no_environment_came_before() =>
        Write("dev", Given.Change()).Should().Contain("\nCame from commit bbbbbbbbbbbb.\n");

    [Fact]
    public static void Shows_names_where_nothing_reads_them_as_markdown()
    {
        var promotion = Given.Promotion("qa") with
        {
            Policy = new ImagePolicy(GroupName.Parse("web_shop-é"), AppName.Parse("<b>ui`")),
        };

        var description = PullRequestDescription.Write(
            promotion,
            new EnvironmentOrder(Given.Configuration()),
            [Given.Change()]
        );

        description.Should().Contain("\nPromotes **web&#95;shop-é/&#60;b&#62;ui&#96;** to version");
    }

    [Fact]
    public static void Shows_a_value_whole_up_to_two_hundred_characters_and_says_where_there_is_none()
    {
        var whole = new string('x', 200);

        Write("qa", Given.Change(oldValue: "", newValue: whole)).Should().Contain($"| (empty) | `{whole}` |");
        Write("qa", Given.Change(newValue: whole + "y")).Should().Contain($"| `{whole}…` |");
    }

    [Fact]
    public static void Shows_values_of_a_manifest_where_nothing_reads_them_as_markdown()
    {
        var description = Write(
            "qa",
            Given.Change(oldValue: "`|\n@everyone <img src=x>", newValue: new string('x', 500))
        );

        description.Should().Contain("| `???@everyone <img src=x>` |").And.Contain("x…` |");
        description.Should().NotContain(new string('x', 201));
    }

    private static string Write(string environment, params ManifestChange[] changes) =>
        PullRequestDescription.Write(
            Given.Promotion(environment),
            new EnvironmentOrder(Given.Configuration()),
            changes
        );
}
