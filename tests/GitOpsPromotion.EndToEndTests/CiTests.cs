using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The commands for CI systems, none of them from text of other people.</summary>
[Trait("suite", "release")]
public sealed class CiTests : IDisposable
{
    private const string Hook = """
        printf '::set-output name=branch::pwned\n##vso[task.setvariable variable=branch]pwned\n%%0A::error::pwned\n' >&2
        exit 1
        """;

    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task In_GitHub_Actions()
    {
        var outputs = Path.Combine(site.Folder, "output");
        var summary = Path.Combine(site.Folder, "summary");
        site.Tool.Variables["GITHUB_ACTIONS"] = "true";
        site.Tool.Variables["GITHUB_OUTPUT"] = outputs;
        site.Tool.Variables["GITHUB_STEP_SUMMARY"] = summary;

        var opened = (await site.NewAsync("1.1.0", "--output", "json")).Expect(0);

        opened.Json.GetProperty("outcome").GetString().Should().Be("opened");
        opened.Error.Should().BeEmpty();
        (await File.ReadAllLinesAsync(outputs))
            .Should()
            .ContainInOrder("opened", "1", "promote/webshop-webui")
            .And.ContainMatch("pull-request<<ghadelimiter_*");
        (await File.ReadAllTextAsync(summary)).Should().StartWith("### gitops-promotion new: opened\n");

        site.Remote.WriteHook("pre-receive", Hook);
        var failed = (await site.NewAsync("1.2.0")).Expect(1);

        CommandsOf(failed)
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("::error title=gitops-promotion new failed::")
            .And.Contain("%250A");
        (await File.ReadAllTextAsync(outputs)).Should().EndWith("\n").And.NotContain("pwned");
    }

    [Fact]
    public async Task In_Azure_Pipelines()
    {
        site.Tool.Variables["TF_BUILD"] = "True";

        var opened = (await site.NewAsync("1.1.0", "--output", "json")).Expect(0);

        opened.Json.GetProperty("outcome").GetString().Should().Be("opened");
        CommandsOf(opened)
            .Should()
            .Equal(
                "##vso[task.setvariable variable=outcome;isOutput=true]opened",
                "##vso[task.setvariable variable=pullRequest;isOutput=true]1",
                "##vso[task.setvariable variable=branch;isOutput=true]promote/webshop-webui",
                $"##vso[task.setvariable variable=commit;isOutput=true]{opened.Json.GetProperty("commit").GetString()}"
            );

        site.Remote.WriteHook("pre-receive", Hook);
        var failed = (await site.NewAsync("1.2.0")).Expect(1);

        CommandsOf(failed).Should().HaveCount(2);
        CommandsOf(failed)[0]
            .Should()
            .StartWith("##vso[task.logissue type=error]gitops-promotion new failed: ")
            .And.Contain("%AZP250A");
        CommandsOf(failed)[1].Should().Be("##vso[task.setvariable variable=outcome;isOutput=true]failed");
    }

    /// <summary>The CI commands on both streams.</summary>
    private static string[] CommandsOf(ToolRun run) =>
        [
            .. run
                .Everything.Split('\n', '\r')
                .Where(line =>
                    line.TrimStart().StartsWith("::", StringComparison.Ordinal)
                    || line.Contains("##vso[", StringComparison.OrdinalIgnoreCase)
                    || line.Contains("##[", StringComparison.Ordinal)
                ),
        ];
}
