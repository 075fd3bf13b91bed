using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The command line without the commands: help, version, demo, options.</summary>
public sealed partial class FrontEndTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Help_lists_the_commands() =>
        (await site.RunAsync("--help"))
            .Expect(0)
            .Output.Should()
            .ContainAll(
                "new",
                "promote",
                "status",
                "list",
                "merge",
                "report",
                "demo",
                "completion",
                "--version",
                "Examples:"
            );

    [Fact]
    public async Task Prints_its_version() =>
        (await site.RunAsync("--version")).Expect(0).Line.Should().MatchRegex(@"^[0-9]+\.[0-9]+\.[0-9]+");

    [Trait("suite", "release")]
    [Fact]
    public async Task Accepts_another_folder()
    {
        (
            await site.Tool.RunAsync(
                site.Folder,
                "new",
                "--sourcedir",
                site.Clone.Path,
                "--group",
                "webshop",
                "--app",
                "webui",
                "--tag",
                "1.1.0"
            )
        ).Expect(0);

        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Logs_git_commands_with_verbose()
    {
        (await site.NewAsync("1.1.0")).Expect(0).Error.TrimEnd().Should().Be("pull request 1 was merged");
        (await site.NewAsync("1.2.0", "--verbose"))
            .Expect(0)
            .Error.Should()
            .Contain("git ls-remote")
            .And.Contain("git push --atomic");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Demo_promotes_a_version_and_deletes_its_folder()
    {
        var run = (await site.Tool.RunAsync(site.Folder, "demo")).Expect(0);

        run.Output.Should()
            .Contain("$ gitops-promotion new --group webshop --app webui --tag 1.1.0")
            .And.Contain("+    newTag: \"1.1.0\"")
            .And.Contain("# webui 1.1.0 is in production.");
        Directory.EnumerateFileSystemEntries(site.Tool.Temporary, "gitops-promotion*").Should().BeEmpty();
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Demo_keeps_its_repository_with_keep()
    {
        var run = (await site.Tool.RunAsync(site.Folder, "demo", "--keep")).Expect(0);

        var kept = Kept.Match(run.Output).Groups["path"].Value;
        (await site.Tool.RunAsync(kept, "new", "--group", "webshop", "--app", "cart", "--tag", "7.2.0")).Expect(0);
        (await site.Tool.RunAsync(kept, "list"))
            .Expect(0)
            .Output.Should()
            .Contain("webshop\tcart\tdev\t7.2.0\t")
            .And.Contain("webshop\tcart\tqa\t7.1.0\t");
    }

    [GeneratedRegex(@"repository: (?<path>.+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Kept { get; }
}
