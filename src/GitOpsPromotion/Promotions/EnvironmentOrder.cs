using GitOpsPromotion.Configuration;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>The environments in the order of promotion.</summary>
internal sealed class EnvironmentOrder(PromotionConfiguration configuration)
{
    private readonly List<EnvironmentSettings> environments = [.. configuration.Environments];

    public EnvironmentName First => environments[0].Name;

    /// <summary>The environment after this one, or null after the last.</summary>
    public EnvironmentName? After(EnvironmentName environment) =>
        environments.ElementAtOrDefault(IndexOf(environment) + 1)?.Name;

    /// <summary>The environment before this one, or null before the first.</summary>
    public EnvironmentName? Before(EnvironmentName environment) =>
        IndexOf(environment) is var index and > 0 ? environments[index - 1].Name : null;

    public bool Contains(EnvironmentName environment) => environments.Exists(settings => settings.Name == environment);

    /// <summary>Whether versions reach one environment before the other; false if the first is not configured.</summary>
    public bool IsEarlier(EnvironmentName one, EnvironmentName other) =>
        environments.Take(IndexOf(other)).Any(settings => settings.Name == one);

    /// <summary>Who merges the pull requests for this environment. Only the first has no check to wait for.</summary>
    public MergeMode MergeModeFor(EnvironmentName environment) =>
        IndexOf(environment) switch
        {
            var index when !environments[index].Auto => MergeMode.Manual,
            0 => MergeMode.Immediately,
            _ => MergeMode.AfterCheck,
        };

    /// <exception cref="PromotionException">There is no such environment.</exception>
    public void Require(EnvironmentName environment) => IndexOf(environment);

    private int IndexOf(EnvironmentName environment)
    {
        var index = environments.FindIndex(settings => settings.Name == environment);
        return index >= 0 ? index : throw Unknown(environment);
    }

    private PromotionException Unknown(EnvironmentName environment)
    {
        var names = environments.Select(settings => settings.Name.Value).ToList();
        return new PromotionException(
            FailureKind.Configuration,
            $"There is no environment '{environment}' in {ConfigurationReader.FileName}."
        )
        {
            Hint =
                (NearestName.Find(environment.Value, names) is { } near ? $"Did you mean '{near}'? " : "")
                + $"The environments are {string.Join(", ", names)}.",
        };
    }
}
