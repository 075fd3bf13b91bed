using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Notes and warnings of <c>new</c> and <c>promote</c>.</summary>
public static class NotesAndWarningsTests
{
    private const string Replaces = "replaces pull request 2: 1.1.0 to qa";
    private const string Warning = $"warning: {Replaces}; with 'prflow: per-env' in gitops-promotion.yaml,";

    [Fact]
    public static async Task Warns_that_a_waiting_promotion_is_replaced()
    {
        using var site = await InProcessSite.OpenToQaAsync();

        var run = (await site.NewAsync("1.2.0")).Expect(ExitCode.Done);

        run.Line.Should().StartWith("created branch promote/webshop-webui with pull request ");
        run.Error.Should().Contain(Warning);
    }

    [Fact]
    public static async Task Includes_it_in_a_dry_run()
    {
        using var site = await InProcessSite.OpenToQaAsync();

        var run = (await site.NewAsync("1.2.0", "--dry-run")).Expect(ExitCode.Done);

        run.Output.ReplaceLineEndings("\n").Should().Contain($"\nmerging: automatic, immediately\n{Replaces}\n\ndiff ");
        run.Error.Should().Contain(Warning);
    }

    [Fact]
    public static async Task Includes_it_in_JSON()
    {
        using var site = await InProcessSite.OpenToQaAsync();

        var json = (await site.NewAsync("1.2.0", "--output", "json")).Expect(ExitCode.Done).Json;

        json.GetProperty("replaces").GetRawText().Should().Be("""{"pullRequest":2,"tag":"1.1.0","environment":"qa"}""");
        json.GetProperty("warnings")[0].GetProperty("message").GetString().Should().StartWith(Replaces);
    }

    [Fact]
    public static async Task Includes_it_in_the_job_summary()
    {
        using var site = await InProcessSite.OpenToQaAsync();
        var summary = Path.Combine(site.Folder, "summary.md");
        (site.Variables["GITHUB_ACTIONS"], site.Variables["GITHUB_STEP_SUMMARY"]) = ("true", summary);

        (await site.NewAsync("1.2.0")).Expect(ExitCode.Done);

        System.Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(summary)).Should().Contain(Replaces);
    }

    [Fact]
    public static async Task Rejects_a_branch_with_an_unrelated_commit_without_discard_commits()
    {
        using var site = await InProcessSite.OpenToQaAsync();
        site.Remote.Tamper(Webshop.Branch, Tampering.Write("webshop/qa/probe.yaml", "port: 80\n"));

        var refused = (await site.NewAsync("1.2.0")).Expect(ExitCode.Failed);
        var discarded = (await site.NewAsync("1.2.0", "--discard-commits")).Expect(ExitCode.Done);

        refused
            .Error.Should()
            .Contain("(Fix the probe) it adds webshop/qa/probe.yaml")
            .And.Contain("--discard-commits");
        discarded.Error.Should().Contain("note: discards commit ").And.Contain("adds webshop/qa/probe.yaml");
    }

    [Trait("suite", "release")]
    [Fact]
    public static async Task Reports_a_digest_that_is_only_in_the_description()
    {
        using InProcessSite site = new();
        var digest = $"sha256:{new string('a', 64)}";
        (await site.NewAsync("1.1.0", "--digest", digest)).Expect(ExitCode.Done);
        site.Pull();

        var run = (await site.RunAsync("promote")).Expect(ExitCode.Done);

        run.Error.Should()
            .Contain($"note: the digest {digest} in the description of the merged pull request is not promoted");
        site.Open(Webshop.Branch).GetProperty("body").GetString().Should().NotContain(digest);
    }
}
