using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary><c>status</c>, killed and run again.</summary>
[Trait("suite", "release")]
public sealed class KilledStatusTests
{
    [Fact]
    public async Task Converges_after_a_kill_at_any_push()
    {
        using Site site = new();
        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();
        (await site.RunAsync("promote")).Expect(0);
        (await site.ReportAsync("dev")).Expect(0);

        var pushes = await KillScenario.KillAtPushesAsync(
            site,
            () => site.StatusAsync(),
            isDone: again =>
                again.ExitCode == 1 && again.Error.Contains("so there is nothing to check", StringComparison.Ordinal)
        );

        pushes.Should().BePositive();
        site.Remote.Read("main", Webshop.Qa).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }
}
