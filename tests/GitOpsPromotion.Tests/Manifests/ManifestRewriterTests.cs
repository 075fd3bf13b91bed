using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

public static class ManifestRewriterTests
{
    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));
    private static readonly string Sha = $"sha256:{new string('a', 64)}";

    [Fact]
    public static void Sets_the_marked_values_and_nothing_else()
    {
        const string manifest = """
            images:
              - name: webui
                newTag: "1.0"   # {"$imagepolicy": "webshop:webui:tag"}
              - name: cart
                newTag: 7.1 # {"$imagepolicy": "webshop:cart:tag"}
            # newTag: "1.0" # {"$imagepolicy": "webshop:webui:tag"}
            """;

        var rewrite = Rewrite(manifest, "2.0");

        rewrite
            .Text.Should()
            .Be(manifest.Replace("newTag: \"1.0\"   #", "newTag: \"2.0\"   #", StringComparison.Ordinal));
        rewrite.Path.Should().Be("apps/app.yaml");
        rewrite.SlotCount.Should().Be(1);
        rewrite.Changes.Should().Equal(new ManifestChange("apps/app.yaml", 3, "1.0", "2.0", "webshop:webui:tag"));
    }

    [Fact]
    public static void Sets_all_markers_of_the_app_in_the_order_of_the_file()
    {
        const string manifest = """
            name: ghcr.io/org/webui # {"$imagepolicy": "webshop:webui:name"}
            tag: v1 # {"$imagepolicy": "webshop:webui:tag"}
            image: ghcr.io/org/webui:v1 # {"$imagepolicy": "webshop:webui"}
            ---
            digest: 'sha256:0' # {"$imagepolicy": "webshop:webui:digest"}
            """;

        var rewrite = Rewrite(manifest, "v2", Sha);

        rewrite
            .Text.Should()
            .Be(
                $$"""
                name: ghcr.io/org/webui # {"$imagepolicy": "webshop:webui:name"}
                tag: v2 # {"$imagepolicy": "webshop:webui:tag"}
                image: ghcr.io/org/webui:v2@{{Sha}} # {"$imagepolicy": "webshop:webui"}
                ---
                digest: '{{Sha}}' # {"$imagepolicy": "webshop:webui:digest"}
                """
            );
        rewrite.SlotCount.Should().Be(4);
        rewrite.Changes.Select(change => change.Line).Should().Equal(2, 3, 5);
        rewrite
            .Changes.Select(change => change.Marker)
            .Should()
            .Equal("webshop:webui:tag", "webshop:webui", "webshop:webui:digest");
    }

    [Fact]
    public static void Returns_the_same_instance_if_nothing_changes()
    {
        const string manifest = """
            tag: "2.0" # {"$imagepolicy": "webshop:webui:tag"}
            """;

        var rewrite = Rewrite(manifest, "2.0");

        rewrite.Text.Should().BeSameAs(manifest);
        rewrite.Changes.Should().BeEmpty();
        rewrite.SlotCount.Should().Be(1);
    }

    [Fact]
    public static void Counts_no_markers_of_other_apps()
    {
        const string manifest = """
            tag: "1.0" # {"$imagepolicy": "webshop:cart:tag"}
            """;

        var rewrite = Rewrite(manifest, "2.0");

        rewrite.Text.Should().BeSameAs(manifest);
        rewrite.SlotCount.Should().Be(0);
    }

    [Theory]
    // Line ends, the byte order mark, trailing spaces, the missing last line break.
    [InlineData("a: old # M\r\nb: c \r\n", "a: new # M\r\nb: c \r\n")]
    [InlineData("a: old # M\r\nb: c\nd: old # M\r\n", "a: new # M\r\nb: c\nd: new # M\r\n")]
    [InlineData("a: old # M\rb: c\r", "a: new # M\rb: c\r")]
    [InlineData("\uFEFFa: old # M\n\uFEFFb: c\n", "\uFEFFa: new # M\n\uFEFFb: c\n")]
    [InlineData("a: old # M  \nb:   c\t\n\n\n", "a: new # M  \nb:   c\t\n\n\n")]
    [InlineData("a: old # M", "a: new # M")]
    // Text that is not ASCII, before and after the value, with and without surrogate pairs.
    [InlineData("é: 😀 # ü\n😀: old # M\nb: \"\\U0001F600 😀\"\n", "é: 😀 # ü\n😀: new # M\nb: \"\\U0001F600 😀\"\n")]
    [InlineData("a: b\u0085c: old # M\n", "a: b\u0085c: new # M\n")]
    // Quotes stay.
    [InlineData("a: 'old' # M\n", "a: 'new' # M\n")]
    [InlineData("a: \"old\" # M\n", "a: \"new\" # M\n")]
    [InlineData("a: \"\\x6fld\" # M\n", "a: \"new\" # M\n")]
    [InlineData("a: \"old\"# M\n", "a: \"new\"# M\n")]
    // Values of several lines become one.
    [InlineData("a: '\n  old\n\n  ' # M\nb: c\n", "a: 'new' # M\nb: c\n")]
    [InlineData("a: \"old\\\n  er\" # M\nb: c\n", "a: \"new\" # M\nb: c\n")]
    // Block scalars.
    [InlineData("a: | # M\n  old\nb: c\n", "a: |- # M\n  new\nb: c\n")]
    [InlineData("a: |- # M\n  old\nb: c\n", "a: |- # M\n  new\nb: c\n")]
    [InlineData("a: |-   # M\n    old\n\n\nb: c\n", "a: |-   # M\n    new\n\n\nb: c\n")]
    [InlineData("a: |+ # M\n  old\n\n\nb: c\n", "a: |- # M\n  new\n\n\nb: c\n")]
    [InlineData("a: >+2 # M\n  old\nb: c\n", "a: >-2 # M\n  new\nb: c\n")]
    [InlineData("a: |2 # M\n   old\nb: c\n", "a: |2- # M\n  new\nb: c\n")]
    [InlineData("a: |2- # M\n  old\n\nb: c\n", "a: |2- # M\n  new\n\nb: c\n")]
    [InlineData("a: > # M\n\n  old\n\nb: c\n", "a: >- # M\n  new\n\nb: c\n")]
    [InlineData("a: | # M\r\n  old\r\nb: c\r\n", "a: |- # M\r\n  new\r\nb: c\r\n")]
    [InlineData("a: | # M\n  old", "a: |- # M\n  new")]
    [InlineData("- | # M\n old\n- b\n", "- |- # M\n new\n- b\n")]
    [InlineData("--- | # M\nold\n", "--- |- # M\nnew\n")]
    // Anchors and tags.
    [InlineData("a: &x old # M\nb: *x\n", "a: &x new # M\nb: *x\n")]
    [InlineData("a: !!str old # M\n", "a: !!str new # M\n")]
    [InlineData("a: &x !foo 'old' # M\n", "a: &x !foo 'new' # M\n")]
    [InlineData("%TAG !e! tag:e,2026:\n---\na: !e!t old # M\n", "%TAG !e! tag:e,2026:\n---\na: !e!t new # M\n")]
    // Collections.
    [InlineData("a: {b: [x, {c: old}]} # M\nd: old # M\n", "a: {b: [x, {c: old}]} # M\nd: new # M\n")]
    [InlineData(
        "a: {\n  b: old, # M\n  c: [\n    old, # M\n  ]}\n",
        "a: {\n  b: new, # M\n  c: [\n    new, # M\n  ]}\n"
    )]
    [InlineData("{\"a\":\"old\" # M\n,\"b\":1}\n", "{\"a\":\"new\" # M\n,\"b\":1}\n")]
    [InlineData("- a: old # M\n  b: old # M\n", "- a: new # M\n  b: new # M\n")]
    [InlineData("a:\n- old # M\n# M\n- old\n- c\n", "a:\n- new # M\n# M\n- new\n- c\n")]
    [InlineData("a: x # M\na: y\na: z # M\n", "a: new # M\na: y\na: new # M\n")]
    [InlineData("a: &x {b: old} # c\nd: {<<: *x, e: old # M\n}\n", "a: &x {b: old} # c\nd: {<<: *x, e: new # M\n}\n")]
    // Tabs.
    [InlineData("a:\told\t# M\n", "a:\tnew\t# M\n")]
    [InlineData("-\told\t# M\n", "-\tnew\t# M\n")]
    public static void Changes_only_the_bytes_of_the_value(string manifest, string rewritten) =>
        Rewrite(WithMarkers(manifest), "new").Text.Should().Be(WithMarkers(rewritten));

    [Theory]
    [InlineData("newTag: 1234 # M\n")]
    [InlineData("newTag: 1.0 # M\n")]
    [InlineData("newTag: true # M\n")]
    [InlineData("newTag: null # M\n")]
    [InlineData("newTag: ~ # M\n")]
    [InlineData("newTag: 2026-11-21 # M\n")]
    [InlineData("newTag: ${TAG} # M\n")]
    [InlineData("newTag: ${TAG:-1.0} # M\n")]
    [InlineData("newTag: 1.2.3+4 # M\n")]
    [InlineData("newTag: v${MAJOR}.1 # M\n")]
    public static void Replaces_an_old_tag_of_any_type(string manifest) =>
        Rewrite(WithMarkers(manifest), "v2").Text.Should().Be(WithMarkers("newTag: v2 # M\n"));

    private static string WithMarkers(string manifest) => Marked(manifest, ":tag");

    private static string Marked(string manifest, string field) =>
        manifest.Replace("# M", $"# {{\"$imagepolicy\": \"webshop:webui{field}\"}}", StringComparison.Ordinal);

    private static ManifestRewrite Rewrite(string text, string tag, string? digest = null) =>
        ManifestRewriter.Rewrite(
            new Manifest("apps/app.yaml", text),
            Webui,
            new ImageVersion(ImageTag.Parse(tag), digest is null ? null : ImageDigest.Parse(digest))
        );
}
