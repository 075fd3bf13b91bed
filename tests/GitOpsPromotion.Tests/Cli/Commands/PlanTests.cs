using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary><c>--dry-run</c>: the output has all changes, and nothing is changed.</summary>
public static class PlanTests
{
    [Fact]
    public static async Task Shows_what_new_would_do()
    {
        using InProcessSite site = new();
        var before = site.Refs;

        var plan = (await site.NewAsync("1.1.0", "--dry-run")).Expect(ExitCode.Done).Output.ReplaceLineEndings("\n");

        plan.Should()
            .StartWith(
                $"""
                dry run: nothing was changed
                branch:  promote/webshop-webui
                base:    {site.First} (main)
                title:   Promote webshop/webui version 1.1.0 to environment dev
                merging: automatic, immediately

                diff --git a/webshop/dev/kustomization.yaml b/webshop/dev/kustomization.yaml
                """.ReplaceLineEndings("\n")
            )
            .And.Contain(
                """
                -    newTag: "1.0.0" # {"$imagepolicy": "webshop:webui:tag"}
                +    newTag: "1.1.0" # {"$imagepolicy": "webshop:webui:tag"}
                """.ReplaceLineEndings("\n")
            )
            .And.Contain(
                "\ndescription:\n<!-- metadata = {\"group\":\"webshop\",\"app\":\"webui\",\"tag\":\"1.1.0\",\"env\":\"dev\""
            );
        site.Refs.Should().Be(before);
    }

    [Fact]
    public static async Task Is_what_the_command_does()
    {
        using var site = await InProcessSite.OpenInDevAsync();
        var plan = (await site.RunAsync("promote", "--dry-run", "--output", "json")).Expect(ExitCode.Done).Json;

        (await site.RunAsync("promote")).Expect(ExitCode.Done);

        var open = site.Open(plan.GetProperty("branch").GetString()!);
        open.GetProperty("title").GetString().Should().Be(plan.GetProperty("plan").GetProperty("title").GetString());
        open.GetProperty("body")
            .GetString()
            .Should()
            .Be(plan.GetProperty("plan").GetProperty("description").GetString());
        site.Remote.Resolve("promote/webshop-webui^")
            .Should()
            .Be(plan.GetProperty("plan").GetProperty("base").GetString());
        plan.GetProperty("plan").GetProperty("merging").GetString().Should().Be("automatic, after its check");
    }

    [Fact]
    public static async Task Is_supported_by_every_command()
    {
        using var inDev = await InProcessSite.OpenInDevAsync();
        await UnchangedAsync(inDev, "promote");
        await UnchangedAsync(inDev, "report", "--group", "webshop", "--environment", "dev", "--state", "success");
        using var toQa = await InProcessSite.OpenToQaAsync(state: "success");
        await UnchangedAsync(toQa, "status", "--branch", "promote/webshop-webui");
        await UnchangedAsync(toQa, "merge", "--group", "webshop", "--app", "webui", "--environment", "qa");
        await UnchangedAsync(toQa, "list");
    }

    private static async Task UnchangedAsync(InProcessSite site, params string[] arguments)
    {
        var before = site.Refs;
        (await site.RunAsync([.. arguments, "--dry-run"])).Expect(ExitCode.Done);
        site.Refs.Should().Be(before, string.Join(' ', arguments));
    }
}
