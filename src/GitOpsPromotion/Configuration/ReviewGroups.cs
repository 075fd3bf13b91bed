using GitOpsPromotion.Images;

namespace GitOpsPromotion.Configuration;

/// <summary>Checks the mapping <c>groups</c>, the settings of review deployments. No command uses them yet.</summary>
internal static class ReviewGroups
{
    private const string ApplicationsKey = "applications";
    private const string OverwriteKey = "featureOverwrite";
    private const string SelectorKey = "featureLabelSelector";

    /// <exception cref="PromotionException">The mapping is invalid.</exception>
    public static void Validate(YamlNode node)
    {
        foreach (var group in node.AsMapping("'groups'", "of group names to settings").Entries.Values)
        {
            group.Key.AsName<GroupName>("a group's name", GroupName.Form);
            var settings = MappingReader.ReadOrEmpty(group.Value, "a group", [ApplicationsKey]);
            if (settings.Find(ApplicationsKey) is { } applications)
            {
                ValidateApplications(applications);
            }
        }
    }

    private static void ValidateApplications(YamlNode node)
    {
        foreach (var app in node.AsMapping($"'{ApplicationsKey}'", "of app names to settings").Entries.Values)
        {
            app.Key.AsName<AppName>("an app's name", AppName.Form);
            var settings = MappingReader.ReadOrEmpty(app.Value, "an app", [OverwriteKey, SelectorKey]);
            settings.Find(OverwriteKey)?.AsBoolean(OverwriteKey);
            if (settings.Find(SelectorKey) is { } selector)
            {
                ValidateLabels(selector);
            }
        }
    }

    private static void ValidateLabels(YamlNode node)
    {
        foreach (var label in node.AsMapping($"'{SelectorKey}'", "of label names to label values").Entries.Values)
        {
            // A label without a value has the empty value.
            if (!label.Value.IsNull)
            {
                label.Value.AsString($"the label {Quote.Of(label.Key.Value)}", "a string");
            }
        }
    }
}
