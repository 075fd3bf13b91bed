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
    public static void Has_the_state_and_then_text_for_people()
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

                It is merged automatically when environment dev runs this version successfully. Then the version is promoted to environment **prod**.

                """.ReplaceLineEndings("\n")
            );
    }

    [Theory]
    [InlineData("dev", "It is merged automatically. Then the version is promoted to environment **qa**.")]
    [InlineData("prod", "This pull request is merged manually. This is the last environment.")]
    public static void Says_what_happens_next(string environment, string next) =>
        Write(environment, Given.Change()).Should().Contain(next);

    [Fact]
    public static void Stays_below_the_limit_and_counts_omitted_changes()
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
    public static void Never_truncates_the_state(char character, int length)
    {
        var name = new string(character, length);
        var promotion = Given.Promotion("qa", policy: new ImagePolicy(GroupName.Parse(name), AppName.Parse(name))) with
        {
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
            .Be(PromotionMetadata.For(promotion));
    }

    [Fact]
    public static void Omits_every_change_if_names_are_too_long()
    {
        var name = new string('&', 80);
        var promotion = Given.Promotion(name, policy: new ImagePolicy(GroupName.Parse(name), AppName.Parse(name))) with
        {
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
    public static void Names_only_the_commit_for_the_first_environment() =>
        Write("dev", Given.Change()).Should().Contain("\nCame from commit bbbbbbbbbbbb.\n");

    [Fact]
    public static void Escapes_names_for_markdown()
    {
        var promotion = Given.Promotion(
            "qa",
            policy: new ImagePolicy(GroupName.Parse("web_shop-é"), AppName.Parse("<b>ui`"))
        );

        var description = PullRequestDescription.Write(
            promotion,
            new EnvironmentOrder(Given.Configuration()),
            [Given.Change()]
        );

        description.Should().Contain("\nPromotes **web&#95;shop-é/&#60;b&#62;ui&#96;** to version");
    }

    [Fact]
    public static void Truncates_values_after_two_hundred_characters_and_shows_empty_ones()
    {
        var whole = new string('x', 200);

        Write("qa", Given.Change(oldValue: "", newValue: whole)).Should().Contain($"| (empty) | `{whole}` |");
        Write("qa", Given.Change(newValue: whole + "y")).Should().Contain($"| `{whole}…` |");
    }

    [Fact]
    public static void Escapes_values_for_markdown()
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
