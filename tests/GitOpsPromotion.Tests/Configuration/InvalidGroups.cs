using GitOpsPromotion.Configuration;

namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Files with invalid settings of review deployments.</summary>
internal static class InvalidGroups
{
    private const string Segment = EnvironmentName.Form;
    private const string Indentation = "Check the indentation of this line and the dashes before it.";

    public static IReadOnlyList<ConfigurationCase> All { get; } =
    [
        new(
            "a duplicate app",
            """
            environments: [{name: dev}]
            groups:
              apps:
                applications:
                  cart: {}
                  "cart": {}
            """
        )
        {
            Message = "6:7: duplicate key 'cart' (first on line 5).",
            Hint = "Remove one of the two.",
            SchemaDiffers = "a schema does not see duplicate keys",
        },
        new("groups as a list", "environments: [{name: dev}]\ngroups: [apps]")
        {
            Message = "2:9: 'groups' is a list, but must be a mapping of group names to settings.",
            Hint = Indentation,
        },
        new("a group's name that is not a path segment", "environments: [{name: dev}]\ngroups: {a/b: {}}")
        {
            Message = $"2:10: a group's name is 'a/b', but must be {Segment}.",
            Hint = "Rename it and its folder.",
        },
        new("a group that is a string", "environments: [{name: dev}]\ngroups: {apps: podinfo}")
        {
            Message = "2:16: a group is 'podinfo', but must be a mapping with the keys 'applications'.",
            Hint = Indentation,
        },
        new("an unknown key of a group", "environments: [{name: dev}]\ngroups: {apps: {application: {}}}")
        {
            Message = "2:17: unknown key 'application' in a group. Allowed: 'applications'.",
            Hint = "Did you mean `applications`?",
        },
        new("apps as a list", "environments: [{name: dev}]\ngroups: {apps: {applications: [podinfo]}}")
        {
            Message = "2:31: 'applications' is a list, but must be a mapping of app names to settings.",
            Hint = Indentation,
        },
        new(
            "an app's name that is not a path segment",
            "environments: [{name: dev}]\ngroups: {apps: {applications: {..: {}}}}"
        )
        {
            Message = $"2:32: an app's name is '..', but must be {Segment}.",
            Hint = "Rename it and its folder.",
        },
        new(
            "an unknown key of an app",
            """
            environments: [{name: dev}]
            groups:
              apps:
                applications:
                  podinfo:
                    featureLabelSelectors: {app: podinfo}
            """
        )
        {
            Message =
                "6:9: unknown key 'featureLabelSelectors' in an app. Allowed: 'featureOverwrite' and 'featureLabelSelector'.",
            Hint = "Did you mean `featureLabelSelector`?",
        },
        new(
            "a feature boolean that is a string",
            "environments: [{name: dev}]\ngroups: {apps: {applications: {cart: {featureOverwrite: never}}}}"
        )
        {
            Message = "2:57: 'featureOverwrite' is 'never', but must be true or false.",
            Hint = "Write 'featureOverwrite: true' or 'featureOverwrite: false', without quotes.",
        },
        new(
            "a label selector that is a string",
            "environments: [{name: dev}]\ngroups: {apps: {applications: {cart: {featureLabelSelector: app=cart}}}}"
        )
        {
            Message =
                "2:61: 'featureLabelSelector' is 'app=cart', but must be a mapping of label names to label values.",
            Hint = Indentation,
        },
        new(
            "a label that is a list",
            "environments: [{name: dev}]\ngroups: {apps: {applications: {cart: {featureLabelSelector: {app: [cart]}}}}}"
        )
        {
            Message = "2:67: the label 'app' is a list, but must be a string.",
            Hint = Indentation,
        },
    ];
}
