using System.CommandLine;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Commands;

internal static class ListCommand
{
    public static Command Create(Composition composition)
    {
        var group = TargetOptions.Group(required: false);
        var app = TargetOptions.App(required: false);
        Command command = new(
            "list",
            "Show which version of which app is in which environment, where one lags behind, and what is on its way."
        )
        {
            group,
            app,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var workspace = await composition.OpenAsync(parsed, cancellationToken);
                var board = await new BoardReader(
                    workspace.Repository,
                    workspace.KnowsPullRequests ? workspace.Provider : null
                ).ReadAsync(parsed.GetValue(group), parsed.GetValue(app), cancellationToken);
                Show(board, parsed, composition);
                return (int)ExitCode.Done;
            }
        );
        return command;
    }

    private static void Show(Board board, ParseResult parsed, Composition composition)
    {
        var terminal = composition.Terminal;
        foreach (var problem in board.Problems)
        {
            terminal.Say($"warning: {problem}");
        }

        if (!board.PullRequestsKnown)
        {
            terminal.Say(
                "note: without a token the board shows no pull requests. Set GITOPS_PROMOTION_TOKEN to see them."
            );
        }

        if (composition.Common.WantsJson(parsed))
        {
            terminal.AnswerJson(BoardJson.Of(board).ToJson());
        }
        else if (board.Rows.Count == 0)
        {
            terminal.Say("note: no image policy marker was found. See docs/markers.md on how to mark a version.");
        }
        else
        {
            terminal.AnswerTable(BoardTable.Render(board, terminal.Width, terminal.Color));
        }
    }
}
