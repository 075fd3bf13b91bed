using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Clones of depth 1, as CI systems make them, of a repository with merged promotions.</summary>
[Trait("suite", "release")]
public sealed class ShallowCloneTests
{
    private const string Promotion = "promote/webshop-webui";

    [Fact]
    public async Task Status_passes_after_newer_commits_on_the_default_branch()
    {
        using var site = await WithPromotionAsync();
        var clone = site.CloneAs("ci", "--depth=1", $"--branch={Promotion}");

        (await site.RunInAsync(clone.Path, "status"))
            .Expect(ExitCode.Done)
            .Line.Should()
            .StartWith("successful reconciliation for webshop-dev found on");

        Missing(clone).Should().BeEmpty();
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Every_command_repairs_a_broken_shallow_file()
    {
        using var site = await WithPromotionAsync();
        var clone = site.CloneAs("ci", "--depth=1");
        await File.AppendAllTextAsync(ShallowOf(clone), "1234567890123456789012345678901234567890\n");

        (await site.RunInAsync(clone.Path, "list")).Expect(ExitCode.Done);

        Missing(clone).Should().BeEmpty();
        clone.Git("fetch", "--quiet", "--deepen=100");
    }

    private static async Task<InProcessSite> WithPromotionAsync()
    {
        var site = await InProcessSite.OpenToQaAsync(state: "success");
        foreach (var file in new[] { "a.txt", "b.txt", "c.txt" })
        {
            site.Remote.CommitAt(DateTimeOffset.UtcNow, "main", (file, file));
        }

        return site;
    }

    private static string ShallowOf(TestRepository clone) => Path.Combine(clone.Path, ".git", "shallow");

    private static string[] Missing(TestRepository clone) =>
        File.Exists(ShallowOf(clone))
            ?
            [
                .. File.ReadAllLines(ShallowOf(clone))
                    .Where(line => clone.TryGit([], "cat-file", "-e", line).ExitCode != 0),
            ]
            : [];
}
