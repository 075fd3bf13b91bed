using System.CommandLine;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Cli.Commands;

/// <summary>The options that say which app and which environment.</summary>
internal static class TargetOptions
{
    public static Option<GroupName> Group(bool required = true) =>
        Option<GroupName>(
            "--group",
            "GROUP",
            "The group: the first folder, and the first part of the markers.",
            GroupName.Form,
            required
        );

    public static Option<AppName> App(bool required = true) =>
        Option<AppName>("--app", "APP", "The app: the second part of the markers.", AppName.Form, required);

    public static Option<EnvironmentName> Environment() =>
        Option<EnvironmentName>(
            "--environment",
            "ENVIRONMENT",
            "The environment, as in gitops-promotion.yaml.",
            EnvironmentName.Form,
            required: true,
            "--env"
        );

    public static Option<bool> DiscardCommits() =>
        new("--discard-commits")
        {
            Description = "Replace the promotion branch also where it holds more than versions of the app.",
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
