using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary><c>promote</c>, killed and run again.</summary>
[Trait("suite", "release")]
public sealed class KilledPromoteTests
{
    [Fact]
    public async Task Converges_after_a_kill_at_any_push()
    {
        using Site site = new();
        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();

        var pushes = await KillScenario.KillAtPushesAsync(site, () => site.RunAsync("promote"));

        pushes.Should().BePositive();
        site.Open("promote/webshop-webui").GetProperty("number").GetInt32().Should().Be(2);
        site.Remote.Read("promote/webshop-webui", Webshop.Qa).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }
}
