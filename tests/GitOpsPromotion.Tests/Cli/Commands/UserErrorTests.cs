using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Errors of users: each has an exit code, a message and a hint.</summary>
public sealed class UserErrorTests : IDisposable
{
    private readonly InProcessSite site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("1.0\n", "is not a valid value for --tag")]
    [InlineData("-1", "is not a valid value for --tag")]
    [InlineData("a/b", "is not a valid value for --tag")]
    [InlineData("1.4.2+5", "the chart version 1.4.2+5 has the tag 1.4.2_5")]
    [InlineData("", "option '--tag' requires a value")]
    [InlineData("1.0 --> <!--", "is not a valid value for --tag")]
    public async Task Rejects_an_invalid_tag(string tag, string message)
    {
        var run = (await site.RunAsync("new", "--group", "webshop", "--app", "webui", $"--tag={tag}")).Expect(
            ExitCode.Usage
        );

        run.Output.Should().BeEmpty();
        run.Error.Should().Contain(message).And.Contain("hint:");
    }

    [Theory]
    [InlineData("..", "webui")]
    [InlineData("webshop", "..")]
    [InlineData("webshop", "a/b")]
    [InlineData("webshop", "-x")]
    [InlineData("web:shop", "webui")]
    [InlineData("webshop", "we bui")]
    [InlineData("webshop", "webui.lock")]
    public async Task Rejects_an_invalid_name(string group, string app) =>
        (await site.RunAsync("new", $"--group={group}", $"--app={app}", "--tag", "1"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("is not a valid value for");

    [Fact]
    public async Task Rejects_an_invalid_digest() =>
        (await site.NewAsync("1.1.0", "--digest", "sha256:1234"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("'sha256:1234' is not a valid value for --digest");

    [Fact]
    public async Task Lists_missing_options() =>
        (await site.RunAsync("new", "--group", "webshop"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("--app")
            .And.Contain("--tag")
            .And.Contain("gitops-promotion new --help");

    [Theory]
    [InlineData("nwe")]
    [InlineData("--nonsense")]
    public async Task Rejects_unknown_commands_and_options(string argument) =>
        (await site.RunAsync(argument)).Expect(ExitCode.Usage).Error.Should().Contain(argument).And.Contain("--help");

    [Fact]
    public async Task Requires_a_command() =>
        (await site.RunAsync()).Expect(ExitCode.Usage).Error.Should().Contain("--help");

    [Fact]
    public async Task Suggests_an_app_for_an_unknown_one()
    {
        var before = site.Refs;

        var run = (await site.RunAsync("new", "--group", "webshop", "--app", "webiu", "--tag", "1.1.0")).Expect(
            ExitCode.Failed
        );

        run.Error.Should()
            .Contain("No image policy marker for webshop:webiu was found below webshop/dev/ on branch 'main'")
            .And.Contain("Did you mean 'webshop:webui'?")
            .And.Contain("webshop:cart");
        site.Refs.Should().Be(before);
    }

    [Fact]
    public async Task Suggests_a_group_for_an_unknown_one() =>
        (await site.RunAsync("new", "--group", "webshp", "--app", "webui", "--tag", "1.1.0"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("There is no folder webshp/")
            .And.Contain("Did you mean the group 'webshop'?");

    [Fact]
    public async Task Lists_the_environments_for_an_unknown_one() =>
        (await site.MergeAsync("production"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("production")
            .And.Contain("dev, qa, prod");

    [Fact]
    public async Task Reports_that_no_promotion_is_open() =>
        (await site.MergeAsync("prod"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("Nothing was merged: webshop:webui has no open promotion to environment prod");

    [Fact]
    public async Task Reports_file_and_line_of_a_digest_marker_without_digest()
    {
        site.Remote.Commit(
            "main",
            (
                "webshop/dev/pinned.yaml",
                """
                image:
                  tag: "1.0.0" # {"$imagepolicy": "webshop:webui:tag"}
                  digest: sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 # {"$imagepolicy": "webshop:webui:digest"}

                """
            )
        );
        var before = site.Refs;

        (await site.NewAsync("1.1.0"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("webshop/dev/pinned.yaml")
            .And.MatchRegex("(:3|line 3)")
            .And.Contain("--digest");

        site.Refs.Should().Be(before);
    }

    [Fact]
    public async Task Shows_a_stack_trace_only_with_verbose()
    {
        (await site.MergeAsync("prod")).Expect(ExitCode.Failed).Error.Should().NotContain("   at ");
        (await site.MergeAsync("prod", "--verbose")).Expect(ExitCode.Failed).Error.Should().Contain("   at ");
    }

    [Fact]
    public async Task Describes_a_failure_in_JSON()
    {
        var failure = (await site.MergeAsync("prod", "--output", "json")).Expect(ExitCode.Failed).Json;

        failure.GetProperty("outcome").GetString().Should().Be("failed");
        failure.GetProperty("exitCode").GetInt32().Should().Be(1);
        failure.GetProperty("message").GetString().Should().StartWith("Nothing was merged");
        failure.GetProperty("hint").GetString().Should().NotBeEmpty();
    }
}
