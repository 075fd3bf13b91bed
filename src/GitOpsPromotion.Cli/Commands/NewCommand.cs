using System.CommandLine;
using GitOpsPromotion.Cli.Arguments;
using GitOpsPromotion.Cli.Execution;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Commands;

internal static class NewCommand
{
    public static Command Create(Composition composition)
    {
        var group = TargetOptions.Group();
        var app = TargetOptions.App();
        var tag = ParsableOption.Required<ImageTag>(
            "--tag",
            "TAG",
            "The version: the image tag.",
            // Helm charts may have versions with build metadata, for which registries replace '+' by an underscore.
            $"{ImageTag.Form}. Tags cannot contain '+': in a registry, the chart version 1.4.2+5 has the tag 1.4.2_5, "
                + "and a HelmRelease needs a version without '+'"
        );
        var digest = ParsableOption.Optional<ImageDigest>(
            "--digest",
            "DIGEST",
            "The image digest. Image references are pinned to it.",
            ImageDigest.Form
        );
        var image = ParsableOption.Optional<ImageRepository>(
            "--image",
            "NAME",
            "A new image name (repository). Default: unchanged.",
            ImageRepository.Form
        );
        var discardCommits = TargetOptions.DiscardCommits();
        ToolCommand command = new(
            "new",
            "Start a promotion: set a version in the first environment.",
            "gitops-promotion new --group webshop --app webui --tag 1.4.2",
            "gitops-promotion new --group webshop --app webui --tag 1.4.2 --dry-run"
        )
        {
            group,
            app,
            tag,
            digest,
            image,
            discardCommits,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var workspace = await composition.OpenAsync(parsed, cancellationToken);
                var outcome = await new StartPromotion(
                    workspace.Repository,
                    workspace.Provider,
                    composition.Time,
                    parsed.GetValue(discardCommits)
                ).RunAsync(
                    new ImagePolicy(parsed.GetRequiredValue(group), parsed.GetRequiredValue(app)),
                    new ImageVersion(parsed.GetRequiredValue(tag), parsed.GetValue(digest), parsed.GetValue(image)),
                    parsed.GetValue(composition.Common.DryRun),
                    cancellationToken
                );
                return composition.Write(parsed, PromotionMessages.For(outcome));
            }
        );
        return command;
    }
}
