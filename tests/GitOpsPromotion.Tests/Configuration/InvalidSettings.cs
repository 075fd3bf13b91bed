namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Files with an invalid flow, timeout or branch.</summary>
internal static class InvalidSettings
{
    private const string Indentation = "Check the indentation of this line and the dashes before it.";
    private const string Timeout =
        "but must be a whole number of minutes, or a duration such as '90s', '5m' or '1h30m'.";

    public static IReadOnlyList<ConfigurationCase> All { get; } =
    [
        new("an unknown flow", "prflow: per-apps\nenvironments: [{name: dev}]")
        {
            Message = "1:9: 'prflow' is 'per-apps', but must be 'per-app' or 'per-env'.",
            Hint = "Did you mean `per-app`?",
        },
        new("a flow without a similar name", "prflow: all-at-once\nenvironments: [{name: dev}]")
        {
            Message = "1:9: 'prflow' is 'all-at-once', but must be 'per-app' or 'per-env'.",
            Hint = "Remove the key for the default, 'per-app'.",
        },
        new("a flow that is a list", "prflow: [per-app]\nenvironments: [{name: dev}]")
        {
            Message = "1:9: 'prflow' is a list, but must be 'per-app' or 'per-env'.",
            Hint = Indentation,
        },
        .. from timeout in new[] { "-5", "5.5", "soon", "5 minutes", "5d", "1h30", "0x5", "05", "1_000", "1:30", "''" }
        select new ConfigurationCase(
            $"the timeout {timeout}",
            $"environments: [{{name: dev}}]\nstatus_timeout_minutes: {timeout}"
        )
        {
            Message = $"2:25: 'status_timeout_minutes' is '{timeout.Trim('\'')}', {Timeout}",
            Hint = "Write 5 for five minutes.",
            SchemaDiffers = timeout is "0x5" or "05" ? "a schema does not see how a number is written" : null,
        },
        new("a timeout that is a mapping", "environments: [{name: dev}]\nstatus_timeout_minutes: {minutes: 5}")
        {
            Message = $"2:25: 'status_timeout_minutes' is a mapping, {Timeout}",
            Hint = Indentation,
        },
        new("a timeout in nanoseconds", "environments: [{name: dev}]\nstatus_timeout_minutes: 300000000000")
        {
            Message = "2:25: 'status_timeout_minutes' is '300000000000', but must be at least 1ms and at most 168h.",
            Hint = "A number without a unit is in minutes: write 5 for five minutes.",
        },
        .. from timeout in new[] { "169h", "5ns", "0.9ms", "9999999999999999h" }
        select new ConfigurationCase(
            $"the timeout {timeout}",
            $"environments: [{{name: dev}}]\nstatus_timeout_minutes: {timeout}"
        )
        {
            Message = $"2:25: 'status_timeout_minutes' is '{timeout}', but must be at least 1ms and at most 168h.",
            Hint = "A number without a unit is in minutes: write 5 for five minutes.",
            SchemaDiffers = "a schema cannot calculate a duration",
        },
        new("an empty branch", "environments: [{name: dev}]\nbranch: ''")
        {
            Message = "2:9: 'branch' is empty, but must be the name of the default branch, such as 'main'.",
            Hint = "Remove the key to use the default branch of the remote.",
        },
        new("a branch that is a mapping", "environments: [{name: dev}]\nbranch: {name: main}")
        {
            Message = "2:9: 'branch' is a mapping, but must be the name of the default branch, such as 'main'.",
            Hint = Indentation,
        },
    ];
}
