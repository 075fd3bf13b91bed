using System.CommandLine;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Images;
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
                var board = await new ListPromotions(
                    workspace.Repository,
                    workspace.KnowsPullRequests ? workspace.Provider : null
                ).RunAsync(parsed.GetValue(group), parsed.GetValue(app), cancellationToken);
                if (!workspace.KnowsPullRequests)
                {
                    composition.Terminal.WriteError(
                        "note: without a token the board shows no pull requests. Set GITOPS_PROMOTION_TOKEN to see them."
                    );
                }

                if (board is { ConfigurationFailure: { } failure, Rows.Count: 0 })
                {
                    throw failure;
                }

                Show(board, parsed, composition, Target(parsed.GetValue(group), parsed.GetValue(app)));
                return board.ConfigurationFailure is null
                    ? (int)ExitCode.Done
                    : Fail(board.ConfigurationFailure, parsed, composition);
            }
        );
        return command;
    }

    /// <summary>Says why the board has no order. In JSON the board itself says it, and is the one object.</summary>
    private static int Fail(PromotionException failure, ParseResult parsed, Composition composition)
    {
        var failed = Failures.Report(
            failure,
            composition.Terminal,
            json: false,
            parsed.GetValue(composition.Common.Verbose)
        );
        composition.Report.Write(parsed.CommandResult.Command.Name, failed);
        return (int)failure.Kind.ToExitCode();
    }

    private static string Target(GroupName? group, AppName? app) =>
        (app is null ? "" : $" for app '{app}'") + (group is null ? "" : $" in group '{group}'");

    private static void Show(Board board, ParseResult parsed, Composition composition, string target)
    {
        var terminal = composition.Terminal;
        foreach (var problem in board.Problems)
        {
            terminal.WriteError($"warning: {problem}");
        }

        if (composition.Common.WantsJson(parsed))
        {
            terminal.WriteJson(BoardJson.For(board).ToJson());
        }
        else if (board.Rows.Count == 0)
        {
            terminal.WriteError(
                $"note: no image policy marker was found{target}. "
                    + (
                        target.Length > 0
                            ? "'gitops-promotion list' alone shows all that there are."
                            : "A version is marked with a comment behind it: # {\"$imagepolicy\": \"<group>:<app>:tag\"}"
                    )
            );
        }
        else
        {
            terminal.WriteTable(BoardText.Render(board, terminal.Width, terminal.Color));
        }
    }
}
