using System.Globalization;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Large manifests, and many.</summary>
[Trait("suite", "release")]
public static class LargeRepositoryTests
{
    private const string Marker = "# {\"$imagepolicy\": \"webshop:webui:tag\"}";

    [Fact]
    public static async Task A_manifest_can_have_10_MB()
    {
        StringBuilder text = new();
        for (var line = 0; text.Length < 10_000_000; line++)
        {
            text.Append(CultureInfo.InvariantCulture, $"key-{line}: value of a line that is nothing special\n");
        }

        var content = $"first: old {Marker}\n{text}last: old {Marker}\n";
        using InProcessSite site = new("main", ("gitops-promotion.yaml", Webshop.PerApp), (Webshop.Dev, content));

        (await site.NewAsync("v2")).Expect(ExitCode.Done);

        (
            Encoding.UTF8.GetString(site.Remote.ReadBytes("main", Webshop.Dev))
            == content.Replace(" old ", " v2 ", StringComparison.Ordinal)
        )
            .Should()
            .BeTrue();
    }

    [Fact]
    public static async Task An_environment_can_have_3000_manifests()
    {
        (string Path, string Content)[] many =
        [
            .. Enumerable
                .Range(0, 3000)
                .SelectMany(number =>
                    new[] { "dev", "qa" }.Select(environment =>
                        (
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"webshop/{environment}/{number / 100}/app-{number}.yaml"
                            ),
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"tag: \"1.0\" # {{\"$imagepolicy\": \"webshop:app-{number % 1500}:tag\"}}\n"
                            )
                        )
                    )
                ),
        ];
        using InProcessSite site = new("main", [("gitops-promotion.yaml", Webshop.PerApp), .. many]);
        var clone = site.CloneAs("shallow", "--depth=1", "--no-checkout");

        (await site.RunInAsync(clone.Path, "new", "--group", "webshop", "--app", "app-42", "--tag", "2.0")).Expect(
            ExitCode.Done
        );

        site.Changed(site.First, "main").Should().Equal("webshop/dev/0/app-42.yaml", "webshop/dev/15/app-1542.yaml");
    }
}
