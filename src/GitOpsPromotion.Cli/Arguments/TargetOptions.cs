using System.CommandLine;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Cli.Arguments;

/// <summary>The options for the app and the environment.</summary>
internal static class TargetOptions
{
    public static Option<GroupName> Group(bool required = true) =>
        Option<GroupName>(
            "--group",
            "GROUP",
            "The group: the name of the first folder and the first part of the markers.",
            GroupName.Form,
            required
        );

    public static Option<AppName> App(bool required = true) =>
        Option<AppName>("--app", "APP", "The app: the second part of the markers.", AppName.Form, required);

    public static Option<EnvironmentName> Environment() =>
        Option<EnvironmentName>(
            "--environment",
            "ENVIRONMENT",
            "An environment of gitops-promotion.yaml.",
            EnvironmentName.Form,
            required: true,
            "--env"
        );

    public static Option<bool> DiscardCommits() =>
        new("--discard-commits")
        {
            Description = "Replace the promotion branch even if it contains changes other than versions of the app.",
        };

    private static Option<T> Option<T>(
        string name,
        string helpName,
        string description,
        string form,
        bool required,
        params string[] aliases
    )
        where T : class, IParsable<T> =>
        required
            ? ParsableOption.Required<T>(name, helpName, description, form, aliases)
            : ParsableOption.Optional<T>(name, helpName, description, form, aliases);
}
