using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary><c>promote</c>, killed and run again.</summary>
public sealed class KilledPromoteTests
{
    [Fact]
    public async Task Converges_after_a_kill_at_any_point()
    {
        using Site site = new();
        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();

        var processes = await KillScenario.KillAnywhereAsync(site, () => site.RunAsync("promote"));

        processes.Should().BeGreaterThan(5);
        site.Open("promote/webshop-webui").GetProperty("number").GetInt32().Should().Be(2);
        site.Remote.Read("promote/webshop-webui", Webshop.Qa).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }
}
