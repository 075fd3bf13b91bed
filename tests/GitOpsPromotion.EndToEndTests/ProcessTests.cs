using System.Globalization;
using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The number of git processes of each command. Each takes time, and some a network round trip.</summary>
[Trait("suite", "release")]
public sealed class ProcessTests
{
    // One of them reads the shallow file, which an earlier run may have left broken.
    private const int MostOfNewByHand = 10;
    private const int MostOfNewAtOnce = 11;

    [Fact]
    public async Task New_without_merge_starts_few()
    {
        using Site site = new(Webshop.ByHand);
        await FirstAsync(site);
        var wrapper = GitWrapper.Install(site);

        (await site.NewAsync("1.1.0")).Expect(0);

        wrapper.Calls.Should().HaveCountLessThanOrEqualTo(MostOfNewByHand, string.Join('\n', wrapper.Calls));
    }

    [Fact]
    public async Task New_with_merge_starts_few()
    {
        using Site site = new();
        await FirstAsync(site);
        var wrapper = GitWrapper.Install(site);

        (await site.NewAsync("1.1.0")).Expect(0);

        wrapper.Calls.Should().HaveCountLessThanOrEqualTo(MostOfNewAtOnce, string.Join('\n', wrapper.Calls));
    }

    [Fact]
    public async Task New_starts_no_more_for_more_manifests()
    {
        using Site few = new();
        using Site many = new(
            "main",
            [
                .. Webshop.Files(),
                .. Enumerable
                    .Range(0, 200)
                    .Select(number =>
                        (string.Create(CultureInfo.InvariantCulture, $"webshop/dev/{number}/x.yaml"), Webshop.Manifest)
                    ),
            ]
        );
        var ofFew = GitWrapper.Install(few);
        var ofMany = GitWrapper.Install(many);

        (await few.NewAsync("1.1.0")).Expect(0);
        (await many.NewAsync("1.1.0")).Expect(0);

        ofMany.Calls.Length.Should().Be(ofFew.Calls.Length);
    }

    /// <summary>The first pull request of a repository needs more processes, because there is no pull request number yet.</summary>
    private static async Task FirstAsync(Site site) =>
        (await site.RunAsync("new", "--group", "webshop", "--app", "cart", "--tag", "7.2.0")).Expect(0);
}
