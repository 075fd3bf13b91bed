using System.CommandLine;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Commands;

internal static class ListCommand
{
    public static Command Create(Composition composition)
    {
        var group = TargetOptions.Group(required: false);
        var app = TargetOptions.App(required: false);
        ToolCommand command = new(
            "list",
            "List the version of each app in each environment, and the open promotions.",
            "gitops-promotion list",
            "gitops-promotion list --group webshop --output json"
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
                        "note: pull requests are not shown, because no token is set. Set GITOPS_PROMOTION_TOKEN."
                    );
                }

                if (board is { ConfigurationFailure: { } failure, Rows.Count: 0 })
                {
                    throw failure;
                }

                return composition.Write(parsed, board, Filter(parsed.GetValue(group), parsed.GetValue(app)));
            }
        );
        return command;
    }

    /// <summary>The end of a sentence about the apps that were asked for.</summary>
    private static string Filter(GroupName? group, AppName? app) =>
        (app is null ? "" : $" for app '{app}'") + (group is null ? "" : $" in group '{group}'");
}
