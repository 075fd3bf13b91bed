using FluentAssertions;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class EnvironmentScanTests
{
    [Fact]
    public static void Counts_the_markers_of_all_files_and_keeps_the_files_that_change()
    {
        var scan = EnvironmentScan
            .Empty.With(new ManifestRewrite("webshop/qa/a.yaml", "old text", Changes: [], SlotCount: 2))
            .With(new ManifestRewrite("webshop/qa/b.yaml", "new text", [Given.Change(), Given.Change()], SlotCount: 3));

        scan.SlotCount.Should().Be(5);
        scan.Rewrites.Should().ContainSingle().Which.Path.Should().Be("webshop/qa/b.yaml");
        scan.Changes.Should().HaveCount(2);
    }

    [Fact]
    public static void Has_the_version_if_no_marked_value_changes() =>
        EnvironmentScan
            .Empty.With(new ManifestRewrite("a.yaml", "text", Changes: [], SlotCount: 1))
            .HasVersion.Should()
            .BeTrue();

    [Fact]
    public static void Does_not_have_the_version_if_one_of_several_files_changes() =>
        Given
            .Scan(Given.Change())
            .With(new ManifestRewrite("a.yaml", "text", Changes: [], 1))
            .HasVersion.Should()
            .BeFalse();

    [Fact]
    public static void Does_not_have_a_version_without_markers() =>
        EnvironmentScan
            .Empty.With(new ManifestRewrite("a.yaml", "text", Changes: [], SlotCount: 0))
            .HasVersion.Should()
            .BeFalse();
}
