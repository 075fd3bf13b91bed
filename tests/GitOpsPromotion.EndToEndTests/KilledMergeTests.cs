using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary><c>merge</c>, killed and run again.</summary>
[Trait("suite", "release")]
public sealed class KilledMergeTests
{
    [Fact]
    public async Task Converges_after_a_kill_at_any_push()
    {
        using Site site = new(Webshop.ByHand);
        (await site.NewAsync("1.1.0")).Expect(0);

        var pushes = await KillScenario.KillAtPushesAsync(site, () => site.MergeAsync("dev"));

        pushes.Should().BePositive();
        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }
}
