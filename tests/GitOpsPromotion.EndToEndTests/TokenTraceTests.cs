using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The token is in no trace of git.</summary>
[Trait("suite", "release")]
public sealed class TokenTraceTests : TokenTest
{
    private static string[] Traces =>
        [
            "GIT_TRACE",
            "GIT_TRACE_CURL",
            "GIT_TRACE_FSMONITOR",
            "GIT_TRACE_PACK_ACCESS",
            "GIT_TRACE_PACKET",
            "GIT_TRACE_PACKFILE",
            "GIT_TRACE_PERFORMANCE",
            "GIT_TRACE_REFS",
            "GIT_TRACE_SETUP",
            "GIT_TRACE_SHALLOW",
            "GIT_TRACE2",
            "GIT_TRACE2_EVENT",
            "GIT_TRACE2_PERF",
        ];

    [Fact]
    public async Task Is_not_in_traces_of_git()
    {
        Site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = Server.Token;
        Site.Tool.Variables["MY_TOKEN"] = Server.Token;
        var traces = Directory.CreateDirectory(Path.Combine(Site.Folder, "traces")).FullName;
        foreach (var variable in Traces)
        {
            Site.Tool.Variables[variable] = Path.Combine(traces, variable);
        }

        var values = string.Join(',', Enumerable.Range(0, 99).Select(index => $"GIT_CONFIG_VALUE_{index}"));
        Site.Tool.Variables["GIT_TRACE_REDACT"] = "0";
        Site.Tool.Variables["GIT_TRACE2_REDACT"] = "0";
        Site.Tool.Variables["GIT_TRACE2_CONFIG_PARAMS"] = "*";
        Site.Tool.Variables["GIT_TRACE2_ENV_VARS"] = $"GITOPS_PROMOTION_TOKEN,MY_TOKEN,{values}";

        await RunAsync(0, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");

        // Only while the settings are read: the URL has a user, so nothing is traced later.
        Directory
            .GetFiles(traces)
            .Select(Path.GetFileName)
            .Should()
            .Contain(["GIT_TRACE", "GIT_TRACE2_EVENT"])
            .And.NotContain("GIT_TRACE_CURL");
        NothingHolds(Server.Token);
    }

    [Fact]
    public async Task Is_not_in_traces_that_settings_of_git_enable()
    {
        Site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = Server.Token;
        var traces = Directory.CreateDirectory(Path.Combine(Site.Folder, "traces")).FullName;
        var values = string.Join(',', Enumerable.Range(0, 99).Select(index => $"GIT_CONFIG_VALUE_{index}"));
        var settings = $"""
            [trace2]
            	configParams = *
            	envVars = GITOPS_PROMOTION_TOKEN,{values}
            	normalTarget = {traces}/normal
            	perfTarget = {traces}/perf
            	eventTarget = {traces}/event

            """;
        await File.WriteAllTextAsync(Path.Combine(Site.Folder, "home", ".gitconfig"), settings);
        await File.AppendAllTextAsync(Path.Combine(Site.Clone.Path, ".git", "config"), settings);

        await RunAsync(0, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");

        Directory.GetFiles(traces).Should().HaveCount(3);
        NothingHolds(Server.Token);
    }

    // Standard error is read, not printed.
    [Fact]
    public async Task Traces_to_standard_error_do_not_hide_the_failure_of_git()
    {
        Site.Tool.Variables["GITOPS_PROMOTION_TOKEN"] = "wrong";
        foreach (var variable in Traces)
        {
            Site.Tool.Variables[variable] = "1";
        }

        await File.WriteAllTextAsync(
            Path.Combine(Site.Folder, "home", ".gitconfig"),
            "[trace2]\n\tnormalTarget = 2\n\tperfTarget = true\n\teventTarget = 1\n"
        );

        var run = await RunAsync(3, "list");

        run.Error.Should().Contain("git reported: fatal: could not read Password").And.NotContain("trace");
    }
}
