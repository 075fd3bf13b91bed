using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.Scenarios;

/// <summary>A pull request that somebody has edited does not pass the check, on any forge.</summary>
[Trait("suite", "release")]
public abstract class ForgeTampering : ForgeCheck
{
    [Fact]
    public async Task Rejects_an_edited_description()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        var open = shop.Site.FindOpen(Webshop.Branch)!;

        foreach (
            var (old, edited, reason) in new[]
            {
                ("\"tag\":\"1.1.0\"", "\"tag\":\"6.6.6\"", "version 6.6.6"),
                ("\"env\":\"qa\"", "\"env\":\"dev\"", "environment"),
                ("\"group\":\"webshop\"", "\"group\":\"other\"", "other:webui"),
                ("\"app\":\"webui\"", "\"app\":\"cart\"", "webshop:cart"),
                ("<!-- metadata", "<!-- meta", "does not begin with the metadata"),
            }
        )
        {
            var body = open.Body.Replace(old, edited, StringComparison.Ordinal);
            body.Should().NotBe(open.Body);
            await RefusesAsync(shop, _ => body, "does not match the repository", reason);
        }
    }

    [Fact]
    public async Task Does_not_pass_a_branch_with_other_changes()
    {
        await using var shop = await InQaAsync();
        shop.Reconcile("dev");
        var head = shop.Site.Remote.Resolve(Webshop.Branch);
        foreach (
            var (change, named) in new[]
            {
                (Tampering.Write(Webshop.Prod, Webshop.With("1.1.0")), Webshop.Prod),
                (
                    Tampering.Write("webshop/qa/.gitattributes", "* filter=x\n"),
                    "but its branch adds webshop/qa/.gitattributes"
                ),
                (
                    Tampering.Link("webshop/qa/link.yaml", "../prod"),
                    "but its branch adds the symbolic link webshop/qa/link.yaml"
                ),
                (
                    Tampering.Write(
                        Webshop.Qa,
                        Webshop.With("1.1.0").Replace("webshop/webui", "evil/webui", StringComparison.Ordinal)
                    ),
                    $"but its branch changes more than the version in {Webshop.Qa}"
                ),
            }
        )
        {
            shop.Site.Remote.SetRef($"refs/heads/{Webshop.Branch}", head);
            shop.Site.Remote.Tamper(Webshop.Branch, change);
            await RefusesAsync(shop, edit: null, "does not match the repository", named);
        }
    }

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
}
