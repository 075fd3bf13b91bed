using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

public static class ManifestComparisonTests
{
    private const string Manifest = """
        # The shop.
        images:
          - name: webui
            newTag: "1.0" # {"$imagepolicy": "webshop:webui:tag"}
          - name: 'cart'
            newTag: 7.1.0 # {"$imagepolicy": "webshop:cart:tag"}
        count: 1
        env: {a: b, c: [d]}

        """;

    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));

    [Theory]
    [InlineData("\"1.0\" #", "\"2.0\" #")]
    [InlineData("\"1.0\" #", "v2 #")]
    [InlineData("# The shop.\n", "")]
    [InlineData("'cart'", "cart")]
    [InlineData("\n  ", "\n")]
    [InlineData("{a: b, c: [d]}", "\n  a: b\n  c:\n  - d")]
    [InlineData("\n", "\r\n")]
    public static void Ignores_the_format_and_the_version_of_the_app(string old, string other) =>
        IsSame(Other(old, other)).Should().BeTrue();

    [Theory]
    [InlineData("7.1.0", "7.2.0")]
    [InlineData("count: 1", "count: 2")]
    [InlineData("count: 1", "count: \"1\"")]
    [InlineData("name: webui", "name: web")]
    [InlineData("webshop:webui:tag", "webshop:webui")]
    [InlineData(" # {\"$imagepolicy\": \"webshop:cart:tag\"}", "")]
    [InlineData("count: 1\n", "")]
    [InlineData("c: [d]", "c: [d, e]")]
    [InlineData("c: [d]", "c: {d: }")]
    [InlineData("count: 1", "count: [")]
    public static void Detects_any_other_change(string old, string other) =>
        IsSame(Other(old, other)).Should().BeFalse();

    private static bool IsSame(string other)
    {
        other.Should().NotBe(Text());
        return ManifestComparison.DifferOnlyIn(Webui, new Manifest("a.yaml", Text()), new Manifest("a.yaml", other));
    }

    private static string Other(string old, string other) => Text().Replace(old, other, StringComparison.Ordinal);

    private static string Text() => Manifest.ReplaceLineEndings("\n");
}
