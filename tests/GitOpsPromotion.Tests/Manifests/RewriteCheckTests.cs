using FluentAssertions;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>The check of a rewritten file. In each input, M stands for a marker.</summary>
public static class RewriteCheckTests
{
    [Theory]
    [InlineData("a: old # M\nb: c\n", "a: old # M\nb: d\n")]
    [InlineData("a: old # M\nb: c\n", "a: old # M\nd: c\n")]
    [InlineData("a: old # M\nb: c\n", "a: old # M\nb: 'c'\n")]
    [InlineData("a: old # M\nb: c\n", "a: old # M\nb: &x c\n")]
    [InlineData("a: old # M\nb: c\n", "a: old # M\nb: !!str c\n")]
    [InlineData("a: old # M\nb: c\n", "a: old # M\nb: c\nd: e\n")]
    [InlineData("a: old # M\nb: c\n", "a: old # M\n---\nb: c\n")]
    [InlineData("a: old # M\nb: ab\nc: d\n", "a: old # M\nb: a\nc: bd\n")]
    [InlineData("a: old # M\nb: []\n", "a: old # M\nb: {}\n")]
    [InlineData("a: old # M\nb: [c]\n", "a: old # M\nb:\n- c\n")]
    [InlineData("a: old # M\nb: {c: d}\n", "a: old # M\nb:\n  c: d\n")]
    [InlineData("a: old # M\nb: &x {}\n", "a: old # M\nb: &y {}\n")]
    [InlineData("a: old # M\nb: !x []\n", "a: old # M\nb: !y []\n")]
    [InlineData("a: &x old # M\n", "a: &y old # M\n")]
    [InlineData("a: !x old # M\n", "a: !y old # M\n")]
    [InlineData("- &x a\n- &y b\n- *x\n- old # M\n", "- &x a\n- &y b\n- *y\n- old # M\n")]
    [InlineData("a: old # M\nb:\n", "a: old # M\nb: &x\n")]
    [InlineData("a: old # M\n", "b: old # M\n")]
    [InlineData("a: old # M\n", "a: new # M\n")]
    [InlineData("a: old # M\n", "a: old\n")]
    [InlineData("a: old # M\nb: c\n", "a: old\nb: c # M\n")]
    [InlineData("a: old # M\nb: c\n", "a: old # M\nb: c # M\n")]
    [InlineData("a: old # M\n", "a: [old # M\n")]
    public static void Fails_if_anything_but_a_marked_value_changed(string before, string after)
    {
        var verify = () =>
            RewriteCheck.Verify("app.yaml", ParsedManifest.Parse(WithMarkers(before)), WithMarkers(after));

        verify.Should().Throw<InvalidOperationException>().WithMessage("app.yaml:*");
    }

    [Theory]
    [InlineData("a: old # M\nb: c\n", "a: 'old' # M\n\n\nb:   c # comment\n")]
    [InlineData("a: old # M\nb: [c, d]\n", "a: \"old\" # M\nb: [c,\n  d]\n")]
    public static void Ignores_changes_of_format(string before, string after)
    {
        var verify = () =>
            RewriteCheck.Verify("app.yaml", ParsedManifest.Parse(WithMarkers(before)), WithMarkers(after));

        verify.Should().NotThrow();
    }

    private static string WithMarkers(string manifest) =>
        manifest.Replace("# M", "# {\"$imagepolicy\": \"webshop:webui:tag\"}", StringComparison.Ordinal);
}
