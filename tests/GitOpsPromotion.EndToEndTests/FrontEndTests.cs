using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The command line without the commands: help, version, completion, options.</summary>
public sealed partial class FrontEndTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("new")]
    [InlineData("promote")]
    [InlineData("status")]
    [InlineData("list")]
    [InlineData("merge")]
    [InlineData("report")]
    [InlineData("demo")]
    [InlineData("completion")]
    public async Task Help_has_an_example_of_each_command(string command)
    {
        var help = (await site.RunAsync(command, "--help")).Expect(0);

        help.Output.Should().Contain("Examples:").And.Contain($"\n  gitops-promotion {command}");
        help.Error.Should().BeEmpty();
    }

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

    [Theory]
    [InlineData("[suggest]", "", "promote")]
    [InlineData("[suggest:3]", "pro", "promote")]
    [InlineData("[suggest:7]", "new --d", "--digest")]
    public async Task Completes_with_the_suggest_directive(string directive, string typed, string expected) =>
        (await site.RunAsync(directive, typed)).Expect(0).Output.Split('\n').Should().Contain(expected);

    [Fact]
    public async Task Accepts_options_with_a_single_dash()
    {
        (
            await site.RunAsync(
                "new",
                "-group",
                "webshop",
                "-app",
                "webui",
                "-tag",
                "1.1.0",
                "-provider",
                "git",
                "-token",
                "secret"
            )
        )
            .Expect(0)
            .Line.Should()
            .StartWith("created branch promote/webshop-webui with pull request 1");

        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
    }

    [Fact]
    public async Task Accepts_values_with_an_at_sign()
    {
        var file = Path.Combine(site.Folder, "response");
        await File.WriteAllTextAsync(file, "1.1.0\n");

        (await site.NewAsync($"@{file}")).Expect(2).Error.Should().Contain("is not a valid value for --tag");
        (await site.NewAsync("1.1.0", "--token", $"@{file}")).Expect(0);
    }

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
