using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Cli;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>How often each command asks the API of a forge.</summary>
[Trait("suite", "release")]
public abstract class ForgeRequestCounts
{
    /// <summary>As long as ten pauses between two looks.</summary>
    private const string TenPolls = """
        status_timeout_minutes: "50s"
        environments:
          - {name: dev, auto: true}
          - {name: qa, auto: true}

        """;

    /// <summary>For <c>new</c>, where a pull request with auto-merge is created.</summary>
    protected abstract int ToCreate { get; }

    /// <summary>To find the pull request that a commit came from.</summary>
    protected abstract int ToFindOrigin { get; }

    /// <summary>To find the open pull request of a branch.</summary>
    protected abstract int ToFindOpen { get; }

    /// <summary>For each look at the statuses of two commits.</summary>
    protected abstract int ToPoll { get; }

    protected abstract Task<ForgeSite> StartAsync();

    [Fact]
    public async Task New_and_promote()
    {
        await using ShopHere shop = new(await StartAsync());
        shop.Site.RequireCheck();

        var created = await CountAsync(shop, () => shop.NewAsync());
        (await shop.CheckAsync()).Expect(ExitCode.Done);
        var promoted = await CountAsync(shop, shop.PromoteAsync);
        var again = await CountAsync(shop, shop.PromoteAsync);

        created.Should().HaveCountLessThanOrEqualTo(ToCreate);
        promoted.Should().HaveCountLessThanOrEqualTo(ToCreate + ToFindOrigin);
        again
            .Should()
            .HaveCountLessThanOrEqualTo(promoted.Count)
            .And.NotContain(
                request =>
                    request.StartsWith("PATCH ", StringComparison.Ordinal)
                    || request.StartsWith("PUT ", StringComparison.Ordinal),
                "nothing is to be written"
            );
    }

    [Fact]
    public async Task New_where_nothing_is_to_do()
    {
        await using ShopHere shop = new(await StartAsync());

        (await CountAsync(shop, () => shop.NewAsync("1.0.0"))).Should().BeEmpty("git alone tells");
    }

    [Fact]
    public async Task Status_for_each_poll()
    {
        await using ShopHere shop = new(await StartAsync(), TenPolls);
        await shop.BringToQaAsync();
        shop.Site.Remote.Commit("main", ("CHANGELOG.md", "One commit more that counts.\n"));
        shop.Site.ReportAsController(shop.Tip, "kustomization/webshop-dev", "pending", "");
        var before = shop.Site.ApiRequests.Count;

        (await shop.RunAsync("status", "--branch", Webshop.Branch)).Expect(ExitCode.Failed);

        // The first look, and ten more.
        string[] asked = [.. shop.Site.ApiRequests.Skip(before)];
        asked.Should().HaveCountGreaterThanOrEqualTo(11).And.HaveCountLessThanOrEqualTo(ToFindOpen + (11 * ToPoll));
    }

    private static async Task<IReadOnlyList<string>> CountAsync(ShopHere shop, Func<Task<InProcessTool>> run)
    {
        var before = shop.Site.ApiRequests.Count;
        (await run()).Expect(ExitCode.Done);
        return [.. shop.Site.ApiRequests.Skip(before)];
    }
}
