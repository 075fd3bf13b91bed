using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>What was meant as a marker and sets nothing. In each input, M stands for a valid marker of the app.</summary>
public static class UnsetMarkersTests
{
    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));

    [Theory]
    [InlineData("image: a:v1 # {'$imagepolicy': 'webshop:webui'}", "the marker has single quotes*")]
    [InlineData(
        "image: a:v1 # {\"$imagepolicy\": \"webshop: webui\"}",
        "the marker's policy 'webshop: webui' has a blank: write 'webshop:webui'"
    )]
    [InlineData("tag: v1 # {\"$imagepolicy\": \"webshop:webui: tag\"}", "the marker's policy * has a blank*")]
    [InlineData("image: a:v1 # {\"$imagepolicy\": \" webshop:webui\"}", "the marker's policy * has a blank*")]
    [InlineData(
        "tag: v1 # {\"$imagepolicy\": \"webshop:webui:tags\"}",
        "the marker's field is not 'tag', 'name' or 'digest'*"
    )]
    [InlineData(
        "tag: v1 # {\"$imagepolicy\": \"webshop:webui:tag:x\"}",
        "the marker's policy is 'webshop:webui:tag:x'*"
    )]
    [InlineData("tag: v1 # M bumped by hand", "other text stands in the comment behind the marker")]
    [InlineData("tag: v1 # see M", "other text stands in the comment before the marker")]
    [InlineData("tag: v1 # x # M", "other text stands in the comment before the marker")]
    [InlineData("tag: v1 # {\"$imagePolicy\": \"webshop:webui:tag\"}", "the marker is no JSON object*")]
    [InlineData("tag: v1 # {\"$ImagePolicy\": \"webshop:webui:tag\"}", "the marker is no JSON object*")]
    [InlineData("tag: v1 # {\"imagepolicy\": \"webshop:webui:tag\"}", "the marker is no JSON object*")]
    [InlineData("tag: v1 # {\"$imagepolicy\": [\"webshop:webui:tag\"]}", "the marker is no JSON object*")]
    [InlineData("tag: v1 # {“$imagepolicy”: “webshop:webui:tag”}", "the marker is no JSON object*")]
    [InlineData("tag: v1 #\u00A0M", "other text stands in the comment before the marker")]
    [InlineData("tag: v1 # {$imagepolicy: webshop:webui:tag}", "the marker is no JSON object*")]
    [InlineData("tag: v1 # {\"$imagepolicy\": \"webshop:webui:tag\"", "the marker is no JSON object*")]
    [InlineData("tag: v1 # {\"$imagepolicy\": \"webshop:webui:tag\", \"x\": 1}", "the marker is no JSON object*")]
    [InlineData("tag: v1 {\"$imagepolicy\": \"webshop:webui:tag\"}", "the marker is not a comment*")]
    [InlineData("tag: # M", "there is no value before the marker: write tag: \"\" there*")]
    [InlineData("image:   # M", "there is no value before the marker: write image: \"\" there*")]
    [InlineData("# M", "the marker stands on a line of its own*")]
    [InlineData("a: {b: c} # M", "the marker stands behind '}'*")]
    [InlineData("a: [b] # M", "the marker stands behind ']'*")]
    [InlineData("a: *x # M", "the value before the marker is an alias*")]
    public static void Are_named_with_what_is_wrong(string line, string problem)
    {
        var unset = Find($"# comment\na: &x b\n{line}\nc: d\n").Should().ContainSingle().Which;

        unset.Path.Should().Be("app.yaml");
        unset.Line.Should().Be(3);
        unset.Problem.Should().Match(problem);
    }

    [Theory]
    [InlineData("# tag: v1 # M")]
    [InlineData("  #tag: v1 # {'$imagepolicy': 'webshop:webui'}")]
    [InlineData("# Put it there: M")]
    [InlineData("tag: v1 # {'$imagepolicy': 'webshop:cart'}")]
    [InlineData("tag: v1 # {\"$imagepolicy\": \"webshop:webui2:tag\"}")]
    [InlineData("tag: v1 # {\"$imagepolicies\": \"webshop:webui:tag\"}")]
    [InlineData("run: echo $image")]
    public static void Are_not_what_is_commented_out_or_of_another_app(string line) =>
        Find($"a: b\n{line}\n").Should().BeEmpty();

    [Fact]
    public static void Are_named_beside_those_that_are_set()
    {
        const string manifest = """
            a: v1 # M
            b: v1 # {'$imagepolicy': 'webshop:webui:tag'}
            c: |
              d: v1 # M
            e:
              # M
              - v1
              - v1 # M
            f: > # M
              v1
            g: # M
            """;

        Find(manifest).Select(unset => unset.Line).Should().Equal(2, 4, 11);
    }

    [Theory]
    [InlineData("a: b\r\nc: # M\r\n", 2)]
    [InlineData("a: b\rc: # M\r", 2)]
    [InlineData("\uFEFFa: b\n\n\nc: # M", 4)]
    public static void Have_the_line_of_an_editor(string manifest, int line) =>
        Find(manifest).Should().ContainSingle().Which.Line.Should().Be(line);

    private static IReadOnlyList<UnsetMarker> Find(string manifest) =>
        ManifestRewriter
            .Rewrite(
                new Manifest(
                    "app.yaml",
                    manifest.Replace("M", "{\"$imagepolicy\": \"webshop:webui:tag\"}", StringComparison.Ordinal)
                ),
                Webui,
                new ImageVersion(ImageTag.Parse("v2"))
            )
            .Unset;
}
