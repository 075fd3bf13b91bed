using GitOpsPromotion.Configuration;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>The environments in their order, and what follows from it.</summary>
internal sealed class EnvironmentOrder(PromotionConfiguration configuration)
{
    private readonly List<EnvironmentSettings> stages = [.. configuration.Environments];

    public EnvironmentName First => stages[0].Name;

    /// <summary>The environment after this one, or null after the last.</summary>
    public EnvironmentName? After(EnvironmentName environment) =>
        stages.ElementAtOrDefault(Index(environment) + 1)?.Name;

    /// <summary>The environment before this one, or null before the first.</summary>
    public EnvironmentName? Before(EnvironmentName environment) =>
        Index(environment) is var index and > 0 ? stages[index - 1].Name : null;

    /// <summary>Whether there is such an environment.</summary>
    public bool Has(EnvironmentName environment) => stages.Exists(stage => stage.Name == environment);

    /// <summary>Whether versions pass through one environment before the other; false where the first is not configured.</summary>
    public bool IsEarlier(EnvironmentName one, EnvironmentName other) =>
        stages.Take(Index(other)).Any(stage => stage.Name == one);

    /// <summary>Who merges the pull requests for this environment. Only the first has no check to wait for.</summary>
    public MergeMode MergeModeFor(EnvironmentName environment) =>
        Index(environment) switch
        {
            var index when !stages[index].Auto => Providers.MergeMode.Manual,
            0 => Providers.MergeMode.Immediately,
            _ => Providers.MergeMode.AfterCheck,
        };

    /// <exception cref="PromotionException">There is no such environment.</exception>
    public void Require(EnvironmentName environment) => Index(environment);

    private int Index(EnvironmentName environment)
    {
        var index = stages.FindIndex(stage => stage.Name == environment);
        return index >= 0 ? index : throw Unknown(environment);
    }

    private PromotionException Unknown(EnvironmentName environment)
    {
        var known = stages.Select(stage => stage.Name.Value).ToList();
        return new PromotionException(
            FailureKind.Configuration,
            $"There is no environment '{environment}' in {ConfigurationReader.FileName}."
        )
        {
            Hint =
                (NearestName.Find(environment.Value, known) is { } near ? $"Did you mean '{near}'? " : "")
                + $"The environments are {string.Join(", ", known)}.",
        };
    }
}
