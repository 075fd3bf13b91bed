using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>The check cannot be fooled, on any forge.</summary>
[Trait("suite", "release")]
public abstract class ForgeTampering
{
    private const string Impatient = """
        status_timeout_minutes: "1s"
        environments:
          - {name: dev, auto: true}
          - {name: qa, auto: true}
          - {name: prod, auto: false}

        """;

    protected abstract Task<ForgeSite> StartAsync();

    [Theory]
    [InlineData("\"tag\":\"1.1.0\"", "\"tag\":\"6.6.6\"", "version 6.6.6")]
    [InlineData("\"env\":\"qa\"", "\"env\":\"dev\"", "environment")]
    [InlineData("\"group\":\"webshop\"", "\"group\":\"other\"", "other:webui")]
    [InlineData("\"app\":\"webui\"", "\"app\":\"cart\"", "webshop:cart")]
    [InlineData("<!-- metadata", "<!-- meta", "does not begin with the metadata")]
    public async Task Does_not_believe_an_edited_description(string old, string edited, string reason)
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");

        await RefusesAsync(
            shop,
            body => body.Replace(old, edited, StringComparison.Ordinal),
            "does not match the repository",
            reason
        );
    }

    [Fact]
    public async Task Does_not_believe_a_commit_that_does_not_hold_the_version()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        shop.Site.ReportAsController(shop.First, "kustomization/webshop-dev/1a2b3c4d", "success", "well");

        await RefusesAsync(
            shop,
            body => body.Replace(shop.Tip, shop.First, StringComparison.Ordinal),
            "does not match the repository",
            $"commit {shop.First[..7]}"
        );
    }

    [Fact]
    public async Task Does_not_believe_a_commit_of_another_branch()
    {
        await using var shop = await InQaAsync();
        var elsewhere = shop.Site.Remote.Commit("elsewhere", (Webshop.Dev, Webshop.With("1.1.0")));
        shop.Site.ReportAsController(elsewhere, "kustomization/webshop-dev/1a2b3c4d", "success", "well");

        await RefusesAsync(
            shop,
            body => body.Replace(shop.Tip, elsewhere, StringComparison.Ordinal),
            "does not match the repository",
            "not on branch 'main'"
        );
    }

    [Theory]
    [InlineData("ci")]
    [InlineData("kustomization/webshop-qa/1a2b3c4d")]
    [InlineData("kustomization/webshop-develop")]
    [InlineData("webshop-dev")]
    [InlineData("x/y/webshop-dev")]
    public async Task Does_not_take_the_status_of_another_context(string context)
    {
        await using var shop = await InQaAsync();
        shop.Site.ReportAsController(shop.Tip, context, "success", "reconciliation succeeded for webshop-dev");

        await RefusesAsync(shop, edit: null, "No status for webshop-dev was reported within 1 s");
    }

    [Theory]
    [InlineData("failure", "failed on commit")]
    [InlineData("pending", "is pending on commit")]
    public async Task Does_not_pass_while_a_cluster_is_not_healthy(string state, string text)
    {
        await using var shop = await InQaAsync();
        shop.Site.ReportAsController(shop.Tip, "kustomization/webshop-dev/cafe", state, "rollout of webui");
        shop.Reconcile("dev");

        await RefusesAsync(shop, edit: null, $"kustomization/webshop-dev/cafe {text}", "(rollout of webui)");
    }

    [Fact]
    public async Task Does_not_pass_a_version_that_was_reverted_in_the_environment_before()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        shop.Site.Remote.Commit("main", (Webshop.Dev, Webshop.With("1.0.0")));

        await RefusesAsync(shop, edit: null, "environment dev no longer has version 1.1.0");
    }

    [Fact]
    public async Task Does_not_pass_a_branch_that_changes_another_environment()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        shop.Site.Remote.Commit(Webshop.Branch, (Webshop.Prod, Webshop.With("1.1.0")));

        await RefusesAsync(shop, edit: null, "does not match the repository", Webshop.Prod);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Does_not_pass_a_branch_that_holds_more_than_the_promotion(string change, string named)
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        shop.Site.Remote.Tamper(Webshop.Branch, change);

        await RefusesAsync(shop, edit: null, "does not match the repository", $"but its branch {named}");
    }

    public static TheoryData<string, string> Changes { get; } =
        new()
        {
            { Tampering.Write("webshop/qa/.gitattributes", "* filter=x\n"), "adds webshop/qa/.gitattributes" },
            { Tampering.Link("webshop/qa/link.yaml", "../prod"), "adds the symbolic link webshop/qa/link.yaml" },
            {
                Tampering.Write(
                    Webshop.Qa,
                    Webshop.With("1.1.0").Replace("webshop/webui", "evil/webui", StringComparison.Ordinal)
                ),
                $"changes more than the version in {Webshop.Qa}"
            },
        };

    [Fact]
    public async Task Passes_a_branch_that_was_updated_from_the_default_branch()
    {
        await using var shop = await InQaAsync();
        shop.Site.Remote.Commit("main", ("webshop/qa/other.yaml", "a: b\r\n"));
        shop.Site.Remote.UpdateBranch(Webshop.Branch);
        shop.Site.Remote.Commit("main", ("README.md", "The default branch moves on.\n"));
        shop.Reconcile("dev");

        (await shop.CheckAsync()).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Passes_where_the_default_branch_moved_on()
    {
        await using var shop = await InQaAsync();
        for (var i = 0; i < 3; i++)
        {
            shop.Site.Remote.Commit("main", ("README.md", $"Change {i}\n"));
        }

        shop.Reconcile("dev");

        (await shop.CheckAsync()).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Does_not_promote_a_digest_that_only_the_description_of_the_merged_pull_request_names()
    {
        var digest = $"sha256:{new string('e', 64)}";
        await using ShopHere shop = new(await StartAsync(), Webshop.ByHand);
        (await shop.NewAsync()).Expect(ExitCode.Done);
        var number = shop.Site.FindOpen(Webshop.Branch)!.Number;
        await shop.Site.MergeAsPersonAsync(number);
        shop.Site.EditDescription(
            number,
            body => body.Replace("\"type\"", $"\"digest\":\"{digest}\",\"type\"", StringComparison.Ordinal)
        );

        var run = (await shop.PromoteAsync()).Expect(ExitCode.Done);

        run.Error.Should().Contain($"note: the digest {digest}").And.Contain("is not promoted");
        shop.Site.FindOpen(Webshop.Branch)!.Body.Should().NotContain(digest);
    }

    [Fact]
    public async Task Does_not_replace_a_branch_with_a_commit_of_somebody_else()
    {
        await using var shop = await InQaAsync();
        var commit = shop.Site.Remote.Tamper(Webshop.Branch, Tampering.Write("webshop/qa/probe.yaml", "port: 80\n"));

        var run = (await shop.PromoteAsync()).Expect(ExitCode.Failed);

        run.Error.Should().Contain($"commit {commit[..7]}").And.Contain("adds webshop/qa/probe.yaml");
        shop.Site.Remote.Resolve(Webshop.Branch).Should().Be(commit);
    }

    /// <summary>The check fails, and nothing moves.</summary>
    private static async Task RefusesAsync(ShopHere shop, Func<string, string>? edit, params string[] reasons)
    {
        if (edit is not null)
        {
            shop.Site.EditDescription(shop.Site.FindOpen(Webshop.Branch)!.Number, edit);
        }

        var tip = shop.Tip;
        shop.Site.CheckOut(shop.Clone);

        var run = (await shop.RunAsync("status", "--branch", Webshop.Branch)).Expect(ExitCode.Failed);

        foreach (var reason in reasons)
        {
            run.Error.Should().Contain(reason);
        }

        shop.Tip.Should().Be(tip);
        shop.Site.FindOpen(Webshop.Branch).Should().NotBeNull();
    }

    private async Task<ShopHere> InQaAsync()
    {
        ShopHere shop = new(await StartAsync(), Impatient);
        await shop.BringToQaAsync();
        return shop;
    }
}
