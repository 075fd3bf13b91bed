using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

public static class MarkerTests
{
    [Theory]
    [InlineData("""# {"$imagepolicy": "webshop:webui"}""", "webshop:webui", MarkerField.Image)]
    [InlineData("""# {"$imagepolicy": "webshop:webui:tag"}""", "webshop:webui", MarkerField.Tag)]
    [InlineData("""# {"$imagepolicy": "webshop:webui:name"}""", "webshop:webui", MarkerField.Name)]
    [InlineData("""# {"$imagepolicy": "webshop:webui:digest"}""", "webshop:webui", MarkerField.Digest)]
    [InlineData("""#{"$imagepolicy":"a:b"}""", "a:b", MarkerField.Image)]
    [InlineData("""###   {  "$imagepolicy"  :	"a:b"  }  	""", "a:b", MarkerField.Image)]
    [InlineData("""# {"x": "y", "$imagepolicy": "a:b", "z": ""}""", "a:b", MarkerField.Image)]
    [InlineData("""# {"x": null, "$imagepolicy": "a:b"}""", "a:b", MarkerField.Image)]
    [InlineData("""# {"$imagepolicy": "c:d", "$imagepolicy": "a:b"}""", "a:b", MarkerField.Image)]
    [InlineData("""# {"\u0024imagepolicy": "a\u003ab"}""", "a:b", MarkerField.Image)]
    [InlineData("""# {"$imagepolicy": "a%3Ab%3atag"}""", "a:b", MarkerField.Tag)]
    [InlineData("""# {"$imagepolicy": "tag:name:digest"}""", "tag:name", MarkerField.Digest)]
    [InlineData("""# {"\"\\\/\b\f\n\r\t \u0041": "", "$imagepolicy": "a:b"}""", "a:b", MarkerField.Image)]
    [InlineData("""# {"$imagepolicy": "\u0061:\u0062"}""", "a:b", MarkerField.Image)]
    [InlineData("""# {"$imagepolicy": "büro:größe"}""", "büro:größe", MarkerField.Image)]
    public static void Is_a_JSON_object_of_strings_with_a_policy(string comment, string policy, MarkerField field) =>
        Marker.Parse(comment).Should().Be(new Marker(Policy(policy), field));

    [Theory]
    [InlineData("# comment")]
    [InlineData("#")]
    [InlineData("")]
    [InlineData("# {}")]
    [InlineData("# {")]
    [InlineData("""# {"$imagepolicy": "a:b" """)]
    [InlineData("""# {"$imagepolicy": "a:b"} comment""")]
    [InlineData("""# {"$imagepolicy": "a:b"} {}""")]
    [InlineData("""# comment {"$imagepolicy": "a:b"}""")]
    [InlineData("""# # {"$imagepolicy": "a:b"}""")]
    [InlineData("""# ["$imagepolicy", "a:b"]""")]
    [InlineData("# {'$imagepolicy': 'a:b'}")]
    [InlineData("""# {"$ImagePolicy": "a:b"}""")]
    [InlineData("""# {"$imagepolicy": "a:b", "x": 1}""")]
    [InlineData("""# {"$imagepolicy": "a:b", "x": true}""")]
    [InlineData("""# {"$imagepolicy": "a:b", "x": {}}""")]
    [InlineData("""# {"x": {"$imagepolicy": "a:b"}}""")]
    [InlineData("""# {"$imagepolicy": ["a:b"]}""")]
    [InlineData("""# {"$imagepolicy": "a:b",}""")]
    [InlineData("""# {"$imagepolicy": null}""")]
    [InlineData("""# {"$imagepolicy": "a:b", "$imagepolicy": null}""")]
    [InlineData("""# {"$imagepolicy": "a:b", "$imagepolicy": "x"}""")]
    [InlineData("""# {"$imagepolicy": ""}""")]
    [InlineData("""# {"$imagepolicy": "a"}""")]
    [InlineData("""# {"$imagepolicy": "a:"}""")]
    [InlineData("""# {"$imagepolicy": ":b"}""")]
    [InlineData("""# {"$imagepolicy": "a/b"}""")]
    [InlineData("""# {"$imagepolicy": "a:b "}""")]
    [InlineData("""# {"$imagepolicy": " a:b"}""")]
    [InlineData("""# {"$imagepolicy": "a:b:"}""")]
    [InlineData("""# {"$imagepolicy": "a:b:image"}""")]
    [InlineData("""# {"$imagepolicy": "a:b:Tag"}""")]
    [InlineData("""# {"$imagepolicy": "a:b:tag:tag"}""")]
    [InlineData("""# {"$imagepolicy": "a%:b"}""")]
    [InlineData("""# {"$imagepolicy": "a%3:b"}""")]
    [InlineData("""# {"$imagepolicy": "a:b%3"}""")]
    [InlineData("""# {"$imagepolicy": "a:b%"}""")]
    [InlineData("""# {"$imagepolicy": "a:b%3g"}""")]
    [InlineData("""# {"$imagepolicy": "a:b~1c"}""")]
    [InlineData("""# {"$imagepolicy": "a:b\ud800"}""")]
    [InlineData("""# {"$imagepolicy": "a:b\n"}""")]
    [InlineData("""# {"$imagepolicy": "a:b", "\x": ""}""")]
    [InlineData("""# {"$imagepolicy": "a:b", "\u00g1": ""}""")]
    [InlineData("""# {"$imagepolicy": "a:b\u006""")]
    [InlineData("""# {"$imagepolicy": "a:b\""")]
    [InlineData("""# {"$imagepolicy": "a:b""")]
    [InlineData("# {\"$imagepolicy\": \"a:b\", \"\u0001\": \"\"}")]
    [InlineData("""# {"$imagepolicy": "%a:b"}""")]
    [InlineData("# {\"$imagepolicy\": \"a:b\"}\n# more")]
    public static void Is_null_for_any_other_comment(string comment) => Marker.Parse(comment).Should().BeNull();

    [Fact]
    public static void Is_recognized_with_a_line_feed_after_it() =>
        Marker.Parse("# {\"$imagepolicy\": \"a:b\"}\n").Should().NotBeNull();

    [Theory]
    [InlineData(MarkerField.Image, "a:b")]
    [InlineData(MarkerField.Tag, "a:b:tag")]
    [InlineData(MarkerField.Name, "a:b:name")]
    [InlineData(MarkerField.Digest, "a:b:digest")]
    public static void Is_printed_as_it_is_written(MarkerField field, string text)
    {
        Marker marker = new(Policy("a:b"), field);

        marker.ToString().Should().Be(text);
        marker.Json.Should().Be($$"""{"$imagepolicy": "{{text}}"}""");
        Marker.Parse($"# {marker.Json}").Should().Be(marker);
    }

    [Theory]
    [InlineData("# {}", true)]
    [InlineData("""## {"a": [1, {"b": null}]} """, true)]
    [InlineData("# []", false)]
    [InlineData("# 1", false)]
    [InlineData("# {} x", false)]
    [InlineData("# {", false)]
    [InlineData("#", false)]
    public static void Recognizes_other_JSON_objects(string comment, bool expected) =>
        Marker.IsJsonObject(comment).Should().Be(expected);

    private static ImagePolicy Policy(string text) =>
        new(GroupName.Parse(text.Split(':')[0]), AppName.Parse(text.Split(':')[1]));
}
