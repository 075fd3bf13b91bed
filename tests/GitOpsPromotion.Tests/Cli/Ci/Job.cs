namespace GitOpsPromotion.Tests.Cli.Ci;

/// <summary>The environment of a CI job, with only these variables.</summary>
internal static class Job
{
    public static Func<string, string?> With(params (string Name, string Value)[] variables) =>
        name => variables.LastOrDefault(variable => variable.Name == name).Value;
}
