using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Tests.Promotions;
using Xunit;
using static GitOpsPromotion.Tests.Cli.GivenBoard;

namespace GitOpsPromotion.Tests.Cli;

public static class BoardTextTests
{
    [Fact]
    public static void Has_a_row_for_each_app_and_a_column_for_each_environment()
    {
        var text = BoardText.Render(
            Board(Cell("dev", "2.0"), Cell("qa", "1.0") with { IsBehind = true }, Cell("prod")),
            width: 80,
            color: false
        );

        Lines(text)
            .Should()
            .Equal(
                "",
                "  app             dev   qa         prod",
                "─────────────────────────────────────────",
                "  webshop/webui   2.0   1.0        -",
                "                        (behind)",
                "",
                ""
            );
    }

    [Fact]
    public static void Marks_manifests_that_disagree()
    {
        var text = BoardText.Render(Board(Cell("dev", "1.0", "2.0"), Cell("qa"), Cell("prod")), 80, color: false);

        text.Should().Contain("1.0, 2.0").And.Contain("(manifests disagree)");
    }

    [Theory]
    [InlineData(true, "PR 7: 3.0, auto-merge enabled")]
    [InlineData(false, "PR 7: 3.0, waiting for approval")]
    public static void Shows_the_open_pull_request(bool auto, string text)
    {
        var board = Board(Cell("dev", "3.0"), Cell("qa", "2.0") with { Open = Open("3.0", auto) }, Cell("prod", "2.0"));

        BoardText.Render(board, 200, color: false).Should().Contain(text);
        BoardText.Render(board with { HasPullRequests = false }, 200, color: false).Should().NotContain("PR 7");
    }

    [Fact]
    public static void Uses_blocks_if_the_table_is_too_wide()
    {
        var board = Board(
            Cell("dev", "2026.11.21-rc1"),
            Cell("qa", "1.0", "2.0") with
            {
                IsBehind = true,
                Open = Open("2026.11.21-rc1", auto: true),
            },
            Cell("prod")
        );

        Lines(BoardText.Render(board, width: 52, color: false))
            .Should()
            .Equal(
                "",
                "webshop/webui",
                "  dev   2026.11.21-rc1",
                "  qa    1.0, 2.0 (manifests disagree) (behind)",
                "        PR 7: 2026.11.21-rc1, auto-merge enabled",
                "  prod  -",
                "",
                ""
            );
        Lines(BoardText.Render(board, width: 40, color: false))
            .Should()
            .Equal(
                "",
                "webshop/webui",
                "  dev   2026.11.21-rc1",
                "  qa",
                "    1.0, 2.0 (manifests disagree)",
                "    (behind)",
                "    PR 7: 2026.11.21-rc1, auto-merge enabled",
                "  prod  -",
                "",
                ""
            );
    }

    [Fact]
    public static void Does_not_wrap_names_and_versions_at_any_width()
    {
        var version = "2026.11.21-0123456789abcdef0123456789abcdef01234567";
        var board = Board(
            Cell("dev", version),
            Cell("qa", version, version + "-rc1") with
            {
                IsBehind = true,
                Open = Open(version + "-rc2", auto: true),
            },
            Cell("prod", "版本-1")
        );

        for (var width = 1; width <= 300; width++)
        {
            var text = BoardText.Render(board, width, color: false);

            text.Should().ContainAll("webshop/webui", version + ",", version + "-rc1", version + "-rc2", "版本-1");
            Lines(text).Should().OnlyContain(line => line == line.TrimEnd());
            if (width >= 85)
            {
                Lines(text).Should().OnlyContain(line => line.Length <= width);
            }
        }
    }

    [Fact]
    public static void Has_a_line_for_each_cell_outside_of_terminals()
    {
        var board = Board(
            Cell("dev", "2.0"),
            Cell("qa", "1.0", "a\tb") with
            {
                IsBehind = true,
                Open = Open("2.0", auto: false) with
                {
                    PullRequest = Given.PullRequest(body: "") with { Page = new Uri("https://forge.example/pull/7") },
                },
            },
            Cell("prod")
        );

        BoardText
            .Render(board, width: null, color: false)
            .Should()
            .Be(
                "webshop\twebui\tdev\t2.0\tcurrent\t-\n"
                    + "webshop\twebui\tqa\t1.0, a\\u{9}b\tmanifests disagree; behind; PR 7: 2.0, waiting for approval\t"
                    + "https://forge.example/pull/7\n"
                    + "webshop\twebui\tprod\t-\tnot deployed\t-\n"
            );
    }

    [Fact]
    public static void Has_colors_only_in_a_terminal_with_colors()
    {
        var board = Board(Cell("dev", "2.0"), Cell("qa", "1.0") with { IsBehind = true }, Cell("prod"));

        BoardText.Render(board, 80, color: true).Should().Contain("\u001b[");
        BoardText.Render(board, 80, color: false).Should().NotContain("\u001b");
    }

    // A digest field can contain any text. It is shown if there is no tag.
    [Fact]
    public static void Escapes_values_of_manifests()
    {
        var board = Board(Cell("dev", "[red]x[/]", "\u001b[31my"), Cell("qa"), Cell("prod"));

        BoardText
            .Render(board, 80, color: false)
            .Should()
            .Contain("[red]x[/]")
            .And.Contain(@"\u{1b}[31my")
            .And.NotContain("\u001b");
    }

    private static string[] Lines(string text) => text.Split('\n');
}
