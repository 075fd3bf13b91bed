using System.CommandLine;
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
            "The version: the tag of the image.",
            // Charts have versions with build metadata, which registries write with an underscore.
            $"{ImageTag.Form}. It has no '+': in a registry, the chart version 1.4.2+5 has the tag 1.4.2_5, "
                + "and a HelmRelease needs a version without '+'"
        );
        var digest = ParsableOption.Optional<ImageDigest>(
            "--digest",
            "DIGEST",
            "The digest of the image. Pins image references to this build.",
            ImageDigest.Form
        );
        var image = ParsableOption.Optional<ImageRepository>(
            "--image",
            "NAME",
            "Another repository for the image. Default: it stays as it is.",
            ImageRepository.Form
        );
        var discardCommits = TargetOptions.DiscardCommits();
        Command command = new("new", "Start a promotion: set a version in the first environment, with a pull request.")
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
                return composition.Answer(parsed, PromotionMessages.For(outcome));
            }
        );
        return command;
    }
}
