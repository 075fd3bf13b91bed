using FluentAssertions;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class LinkTargetTests
{
    [Theory]
    [InlineData("g/dev/web.yaml", "../shared/web.yaml", "g/shared/web.yaml")]
    [InlineData("g/dev", "../real/dev", "real/dev")]
    [InlineData("g/dev/web.yaml", "./a//b/", "g/dev/a/b")]
    [InlineData("link", "a", "a")]
    [InlineData("link", "../a", null)]
    [InlineData("g/link", "..", null)]
    [InlineData("g/link", "/etc/passwd", null)]
    [InlineData("g/link", "", null)]
    public static void Is_resolved_within_the_repository(string link, string text, string? target) =>
        LinkTarget.Resolve(link, text).Should().Be(target);
}
