namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Files that are not a mapping with the known keys.</summary>
internal static class InvalidFiles
{
    private const string Example =
        "A minimal gitops-promotion.yaml, at the root of the repository:\n\n"
        + "environments:\n  - name: dev\n    auto: true\n  - name: prod\n    auto: false";
    private const string Indentation = "Check the indentation of this line and the dashes before it.";

    public static IReadOnlyList<ConfigurationCase> All { get; } =
    [
        new("an empty file", "")
        {
            Message = "1:1: the file is empty. At least one environment is required.",
            Hint = Example,
        },
        new("only a comment", "# later\n")
        {
            Message = "1:1: the file is empty. At least one environment is required.",
            Hint = Example,
        },
        new("only a document marker", "---\n")
        {
            Message = "1:1: the file is empty. At least one environment is required.",
            Hint = Example,
        },
        new("a list", "- dev\n- prod")
        {
            Message =
                "1:1: the file is a list, but must be a mapping with the keys 'prflow', 'status_timeout_minutes', 'branch', 'environments' and 'groups'.",
            Hint = Indentation,
        },
        new("a string", "dev")
        {
            Message =
                "1:1: the file is 'dev', but must be a mapping with the keys 'prflow', 'status_timeout_minutes', 'branch', 'environments' and 'groups'.",
            Hint = Indentation,
        },
        new("no environments", "prflow: per-app")
        {
            Message = "1:1: 'environments' is missing or empty. At least one environment is required.",
            Hint = Example,
        },
        new("environments without a value", "prflow: per-app\nenvironments:\n")
        {
            Message = "2:14: 'environments' is missing or empty. At least one environment is required.",
            Hint = Example,
        },
        new("an unknown key of the file", "environments: [{name: dev}]\nversion: 2")
        {
            Message =
                "2:1: unknown key 'version' in the file. Allowed: 'prflow', 'status_timeout_minutes', 'branch', 'environments' and 'groups'.",
            Hint = "Remove it.",
        },
        new("a key in another case", "Environments: [{name: dev}]")
        {
            Message =
                "1:1: unknown key 'Environments' in the file. Allowed: 'prflow', 'status_timeout_minutes', 'branch', 'environments' and 'groups'.",
            Hint = "Did you mean `environments`?",
        },
    ];
}
