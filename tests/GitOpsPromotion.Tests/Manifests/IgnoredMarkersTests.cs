using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>Markers that set no value. In each input, M stands for a valid marker of the app.</summary>
public static class IgnoredMarkersTests
{
    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));

    [Theory]
    [InlineData("image: a:v1 # {'$imagepolicy': 'webshop:webui'}", "the marker has single quotes*")]
    [InlineData(
        "image: a:v1 # {\"$imagepolicy\": \"webshop: webui\"}",
        "the marker's policy 'webshop: webui' contains a space: write 'webshop:webui'"
    )]
    [InlineData("tag: v1 # {\"$imagepolicy\": \"webshop:webui: tag\"}", "the marker's policy * contains a space*")]
    [InlineData("image: a:v1 # {\"$imagepolicy\": \" webshop:webui\"}", "the marker's policy * contains a space*")]
    [InlineData(
        "tag: v1 # {\"$imagepolicy\": \"webshop:webui:tags\"}",
        "the marker's field must be 'tag', 'name' or 'digest', but the policy is 'webshop:webui:tags'"
    )]
    [InlineData(
        "tag: v1 # {\"$imagepolicy\": \"webshop:webui:tag:x\"}",
        "the marker's policy is 'webshop:webui:tag:x'*"
    )]
    [InlineData("tag: v1 # M bumped by hand", "the comment has other text after the marker")]
    [InlineData("tag: v1 # see M", "the comment has other text before the marker")]
    [InlineData("tag: v1 # x # M", "the comment has other text before the marker")]
    [InlineData("tag: v1 # {\"$imagePolicy\": \"webshop:webui:tag\"}", "the marker is not a JSON object*")]
    [InlineData("tag: v1 # {\"$ImagePolicy\": \"webshop:webui:tag\"}", "the marker is not a JSON object*")]
    [InlineData("tag: v1 # {\"imagepolicy\": \"webshop:webui:tag\"}", "the marker is not a JSON object*")]
    [InlineData("tag: v1 # {\"$imagepolicy\": [\"webshop:webui:tag\"]}", "the marker is not a JSON object*")]
    [InlineData("tag: v1 # {“$imagepolicy”: “webshop:webui:tag”}", "the marker is not a JSON object*")]
    [InlineData("tag: v1 #\u00A0M", "the comment has other text before the marker")]
    [InlineData("tag: v1 # {$imagepolicy: webshop:webui:tag}", "the marker is not a JSON object*")]
    [InlineData("tag: v1 # {\"$imagepolicy\": \"webshop:webui:tag\"", "the marker is not a JSON object*")]
    [InlineData("tag: v1 # {\"$imagepolicy\": \"webshop:webui:tag\", \"x\": 1}", "the marker is not a JSON object*")]
    [InlineData("tag: v1 {\"$imagepolicy\": \"webshop:webui:tag\"}", "the marker is not in a comment*")]
    [InlineData("tag: # M", "there is no value before the marker: write tag: \"\", or move*")]
    [InlineData("image:   # M", "there is no value before the marker: write image: \"\", or move*")]
    [InlineData("# M", "a marker on a line of its own*")]
    [InlineData("a: {b: c} # M", "the marker is after '}'*")]
    [InlineData("a: [b] # M", "the marker is after ']'*")]
    [InlineData("a: *x # M", "the value before the marker is an alias*")]
    public static void Are_reported_with_the_problem(string line, string problem)
    {
        var ignored = Find($"# comment\na: &x b\n{line}\nc: d\n").Should().ContainSingle().Which;

        ignored.Path.Should().Be("app.yaml");
        ignored.Line.Should().Be(3);
        ignored.Problem.Should().Match(problem);
    }

    [Theory]
    [InlineData("# tag: v1 # M")]
    [InlineData("  #tag: v1 # {'$imagepolicy': 'webshop:webui'}")]
    [InlineData("# Put it there: M")]
    [InlineData("tag: v1 # {'$imagepolicy': 'webshop:cart'}")]
    [InlineData("tag: v1 # {\"$imagepolicy\": \"webshop:webui2:tag\"}")]
    [InlineData("tag: v1 # {\"$imagepolicies\": \"webshop:webui:tag\"}")]
    [InlineData("run: echo $image")]
    public static void Are_not_comments_or_markers_of_another_app(string line) =>
        Find($"a: b\n{line}\n").Should().BeEmpty();

    [Fact]
    public static void Are_reported_next_to_markers_that_set_values()
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

        Find(manifest).Select(ignored => ignored.Line).Should().Equal(2, 4, 11);
    }

    [Theory]
    [InlineData("a: b\r\nc: # M\r\n", 2)]
    [InlineData("a: b\rc: # M\r", 2)]
    [InlineData("\uFEFFa: b\n\n\nc: # M", 4)]
    public static void Have_the_line_number_of_an_editor(string manifest, int line) =>
        Find(manifest).Should().ContainSingle().Which.Line.Should().Be(line);

    private static IReadOnlyList<IgnoredMarker> Find(string manifest) =>
        ManifestRewriter
            .Rewrite(
                new Manifest(
                    "app.yaml",
                    manifest.Replace("M", "{\"$imagepolicy\": \"webshop:webui:tag\"}", StringComparison.Ordinal)
                ),
                Webui,
                new ImageVersion(ImageTag.Parse("v2"))
            )
            .IgnoredMarkers;
}
