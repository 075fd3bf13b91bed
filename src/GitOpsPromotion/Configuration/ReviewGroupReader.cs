using System.Collections.ObjectModel;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Configuration;

/// <summary>Reads the mapping <c>groups</c>: what the review deployments of each app need.</summary>
internal static class ReviewGroupReader
{
    private const string ApplicationsKey = "applications";
    private const string OverwriteKey = "featureOverwrite";
    private const string SelectorKey = "featureLabelSelector";

    public static IReadOnlyList<ReviewGroup> Read(YamlNode node) =>
        [.. node.AsMapping("'groups'", "of group names to settings").Entries.Values.Select(ReadGroup)];

    private static ReviewGroup ReadGroup(YamlEntry entry)
    {
        var name = entry.Key.AsName<GroupName>("a group's name", GroupName.Form);
        var settings = MappingReader.ReadOrEmpty(entry.Value, "a group", [ApplicationsKey]);
        return new ReviewGroup(
            name,
            settings.Find(ApplicationsKey) is { } apps
                ? [.. apps.AsMapping($"'{ApplicationsKey}'", "of app names to settings").Entries.Values.Select(ReadApp)]
                : []
        );
    }

    private static ReviewApp ReadApp(YamlEntry entry)
    {
        var name = entry.Key.AsName<AppName>("an app's name", AppName.Form);
        var settings = MappingReader.ReadOrEmpty(entry.Value, "an app", [OverwriteKey, SelectorKey]);
        return new ReviewApp(
            name,
            settings.Find(OverwriteKey) is { } overwrite && overwrite.AsSwitch(OverwriteKey),
            settings.Find(SelectorKey) is { } selector ? ReadLabels(selector) : ReadOnlyDictionary<string, string>.Empty
        );
    }

    private static ReadOnlyDictionary<string, string> ReadLabels(YamlNode node) =>
        node.AsMapping($"'{SelectorKey}'", "of label names to label values")
            .Entries.Values.ToDictionary(entry => entry.Key.Value, ReadLabel, StringComparer.Ordinal)
            .AsReadOnly();

    // A label without a value is a label with the empty value.
    private static string ReadLabel(YamlEntry entry) =>
        entry.Value.IsNull ? "" : entry.Value.AsText($"the label {Quote.Of(entry.Key.Value)}", "a text");
}
