using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>The scalar that a comment belongs to. In each input, M stands for the marker of the app.</summary>
public static class MarkerPlacementTests
{
    [Theory]
    [InlineData("a: old # M\n")]
    [InlineData("a: old\t#M\n")]
    [InlineData("a: old ### M\n")]
    [InlineData("a: old # M")]
    [InlineData("a: 'old' # M\n")]
    [InlineData("a: \"old\"# M\n")]
    [InlineData("a:\n  old # M\n")]
    [InlineData("a: &x old # M\nb: *x\n")]
    [InlineData("a: !!str old # M\n")]
    [InlineData("a: &x !!str old # M\n")]
    [InlineData("- old # M\n")]
    [InlineData("- - - old # M\n")]
    [InlineData("- a: old # M\n  b: c\n")]
    [InlineData("? k\n: old # M\n")]
    [InlineData("\"a\": old # M\n")]
    [InlineData("a : old # M\n")]
    [InlineData("a: {b: old} \nc: old # M\n")]
    [InlineData("a: [\n  old, # M\n  b]\n")]
    [InlineData("a: [\n  old # M\n  , b]\n")]
    [InlineData("a: [\n  old # M\n]\n")]
    [InlineData("a: {\n  b: old, # M\n}\n")]
    [InlineData("a: {\n  \"b\": \"old\" # M\n}\n")]
    [InlineData("{\"a\":\"old\" # M\n}\n")]
    [InlineData("old # M\n")]
    [InlineData("--- old # M\n")]
    [InlineData("'old' # M\n...\n")]
    [InlineData("a: | # M\n  old\n")]
    [InlineData("a: >2- # M\n  old\n")]
    [InlineData("a: {{ .x }}\nb: old # M\n")]
    public static void A_marker_on_the_line_of_a_scalar_belongs_to_it(string manifest) => MarksOld(manifest);

    [Theory]
    [InlineData("a:\n# M\n- old\n- b\n")]
    [InlineData("a:\n  # M\n  - old\n")]
    [InlineData("a:\n- b\n# M\n- old\n")]
    [InlineData("a:\n  - b\n# M\n  - old\n")]
    [InlineData("a:\n- b # comment\n# M\n- old\n")]
    [InlineData("a:\n- b: c\n# M\n- old\n")]
    [InlineData("a:\n- [b]\n# M\n- old\n")]
    [InlineData("a:\n- |\n  b\n# M\n- old\n")]
    [InlineData("a:\n- # M\n  old\n")]
    [InlineData("a:\n-\n  # M\n  old\n")]
    [InlineData("a:\n- - # M\n    old\n")]
    [InlineData("a:\n- b\n# comment\n\n# M\n- old\n")]
    [InlineData("a:\n- b\n\n# M\n- old\n")]
    [InlineData("a:\n- b\n\n# M\n\n- old\n")]
    [InlineData("a: [\n  b,\n  # M\n  old\n]\n")]
    [InlineData("# M\n- old\n- b\n")]
    public static void A_marker_on_its_own_line_above_an_item_belongs_to_it(string manifest) => MarksOld(manifest);

    [Theory]
    [InlineData("a:\n  # M\n  old\n")]
    [InlineData("a:\n# M\n  old\n")]
    [InlineData("a: &x # M\n  old\n")]
    [InlineData("a: !!str # M\n  old\n")]
    [InlineData("a: {b: # M\n  old}\n")]
    [InlineData("a: {b:\n  # M\n  old}\n")]
    [InlineData("? k\n: # comment\n  # M\n  old\n")]
    public static void A_marker_between_a_key_and_its_value_belongs_to_the_value(string manifest) => MarksOld(manifest);

    [Theory]
    [InlineData("# M\na: old\n")]
    [InlineData("a: # M\n  old\n")]
    [InlineData("a: # M\n  b: old\n")]
    [InlineData("a: # M\n- old\n")]
    [InlineData("a: # M\n  - old\n")]
    [InlineData("a: # M\nb: old\n")]
    [InlineData("a: # M\n")]
    [InlineData("a: old\n# M\n")]
    [InlineData("a: old\n  # M\n")]
    [InlineData("a: {b: old} # M\n")]
    [InlineData("a: [old] # M\n")]
    [InlineData("a: [old\n] # M\n")]
    [InlineData("a:\n- [b] # M\n- old\n")]
    [InlineData("a:\n- {b: c} # M\n- old\n")]
    [InlineData("a:\n- [b,\n  {c: d}, # M\n  old]\n")]
    [InlineData("a: { # M\n  b: old\n}\n")]
    [InlineData("a: [ # M\n  old\n]\n")]
    [InlineData("a: [\n  old\n  # M\n]\n")]
    [InlineData("a: {\n  # M\n  b: old\n}\n")]
    [InlineData("a: {\n  old # M\n}\n")]
    [InlineData("a: {old: # M\n  }\n")]
    [InlineData("a: &x old\nb: *x # M\n")]
    [InlineData("a: &x old\nb:\n- *x # M\n")]
    [InlineData("? old # M\n: b\n")]
    [InlineData("? {a: old # M\n  }\n: b\n")]
    [InlineData("? - old # M\n: b\n")]
    [InlineData("a: |\n  old # M\n")]
    [InlineData("a: |\n  b: old\n  # M\n")]
    [InlineData("a: 'old # M'\n")]
    [InlineData("#a: old # M\n")]
    [InlineData("# a: old # M\nb: c\n")]
    [InlineData("a: old # comment # M\n")]
    [InlineData("a: old # M # comment\n")]
    [InlineData("a: old # # M\n")]
    [InlineData("a: old\n# M\n---\nb: c\n")]
    [InlineData("--- # M\na: old\n")]
    [InlineData("--- # M\n--- old\n")]
    [InlineData("a:\n- b\n# M\n# comment\n- old\n")]
    [InlineData("a:\n- b\n# comment\n# M\n- old\n")]
    [InlineData("a:\n# comment\n\n# M\n- old\n")]
    [InlineData("a:\n- b\n# M\n\n- old\n")]
    [InlineData("a:\n  - b\n  # M\n\n  - old\n")]
    [InlineData("a:\n  - b\n\n# M\n  # comment\n  - old\n")]
    [InlineData("a:\n# M\n- b: old\n")]
    [InlineData("a:\n# M\n- - old\n")]
    [InlineData("a:\n# M\n- [old]\n")]
    [InlineData("a:\n# M\n- *x\n- old\n")]
    [InlineData("a:\n# M\n- old # comment\n")]
    [InlineData("a:\n  - old\n  # M\nb: c\n")]
    [InlineData("# M\n\n- old\n")]
    [InlineData("# M\n---\n- old\n")]
    [InlineData("a: &x # M\n  old # comment\n")]
    public static void A_marker_in_any_other_place_is_ignored(string manifest)
    {
        MarkedValues(manifest).Should().BeEmpty();

        // It is reported, unless its line is commented out.
        var isCommentedOut = manifest
            .Split('\n')
            .Any(line => line.StartsWith('#') && line.Contains("old", StringComparison.Ordinal));
        Ignored(manifest).Should().HaveCountGreaterThanOrEqualTo(isCommentedOut ? 0 : 1);
    }

    [Fact]
    public static void A_JSON_object_above_an_item_replaces_the_marker_on_its_line() =>
        MarkedValues("a:\n# {\"x\": \"y\"}\n- old # M\n").Should().BeEmpty();

    [Fact]
    public static void A_marker_above_an_item_replaces_a_JSON_object_on_its_line() =>
        MarkedValues("a:\n# M\n- old # {\"x\": 1}\n").Should().Equal("old");

    [Fact]
    public static void Another_comment_above_an_item_does_not_replace_the_marker_on_its_line() =>
        MarkedValues("a:\n# comment\n- old # M\n").Should().Equal("old");

    private static void MarksOld(string manifest)
    {
        MarkedValues(manifest).Should().Equal("old");
        Ignored(manifest).Should().BeEmpty();
    }

    private static IReadOnlyList<IgnoredMarker> Ignored(string manifest) =>
        ManifestRewriter
            .Rewrite(
                new Manifest("app.yaml", WithMarkers(manifest)),
                new ImagePolicy(GroupName.Parse("webshop"), AppName.Parse("webui")),
                new ImageVersion(ImageTag.Parse("new"))
            )
            .IgnoredMarkers;

    private static string WithMarkers(string manifest) =>
        manifest.Replace("M", "{\"$imagepolicy\": \"webshop:webui\"}", StringComparison.Ordinal);

    /// <summary>The marked values of the app.</summary>
    private static IEnumerable<string> MarkedValues(string manifest)
    {
        return ManifestReader
            .Read(new Manifest("app.yaml", WithMarkers(manifest)))
            .Select(marked => marked.Value.TrimEnd('\n'));
    }
}
