using System.Globalization;
using System.Text;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>The description of a promotion's pull request: the state for this tool, then Markdown for people.</summary>
internal static class PullRequestDescription
{
    /// <summary>Below the smallest limit of the known forges: Azure DevOps takes 4,000 characters.</summary>
    public const int MaxLength = 3900;

    private const int MaxValueLength = 200;

    public static string Write(Promotion promotion, EnvironmentOrder path, IReadOnlyList<ManifestChange> changes)
    {
        var head =
            $"""
            {PromotionMetadata.From(promotion).ToComment()}

            Promotes **{Markdown(promotion.Policy.Group.Value)}/{Markdown(
                promotion.Policy.App.Value
            )}** to version {Code(promotion.Version.Tag.Value)} in environment **{Markdown(
                promotion.Environment.Value
            )}**.

            """.ReplaceLineEndings(
                "\n"
            );
        var tail =
            $"""

            Came from commit {promotion.SourceCommit.Abbreviated}{(
                (promotion.From ?? path.Before(promotion.Environment)) is { } before
                    ? $", where environment {Markdown(before.Value)} got this version"
                    : ""
            )}.

            {Next(promotion, path)}

            """.ReplaceLineEndings(
                "\n"
            );
        var whole = head + Table(changes, MaxLength - head.Length - tail.Length) + tail;
        // Names of many signs grow with escaping. The state comes first: rather no words than half a state.
        return whole.Length <= MaxLength ? whole : PromotionMetadata.From(promotion).ToComment() + "\n";
    }

    /// <summary>The description of a pull request that is merged without its gate: the reason stands right after the state.</summary>
    public static string WithOverride(string description, OverrideReason reason)
    {
        var note = $"**Gate overridden:** {Code(reason.Value)}";
        var (state, rest) = description.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0
            ? (description[..end].TrimEnd('\r'), description[end..].TrimStart('\r', '\n'))
            : (description, "");
        return rest.StartsWith(note, StringComparison.Ordinal) ? description : $"{state}\n\n{note}\n\n{rest}";
    }

    /// <summary>As many rows as fit, and how many more there are: never a row cut in two.</summary>
    private static string Table(IReadOnlyList<ManifestChange> changes, int room)
    {
        const string header = "\n| file | line | from | to |\n| --- | --- | --- | --- |\n";
        const int moreLength = 60;
        StringBuilder table = new(header);
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            var line = change.Line.ToString(CultureInfo.InvariantCulture);
            var row = $"| {Code(change.Path)} | {line} | {Code(change.OldValue)} | {Code(change.NewValue)} |\n";
            if (table.Length + row.Length + moreLength > room)
            {
                var more = (changes.Count - i).ToString(CultureInfo.InvariantCulture);
                return i == 0
                    ? $"\n{more} changes; the commit shows them.\n"
                    : table
                        .Append(CultureInfo.InvariantCulture, $"\nAnd {more} more changes; the commit shows them.\n")
                        .ToString();
            }

            table.Append(row);
        }

        return table.ToString();
    }

    private static string Next(Promotion promotion, EnvironmentOrder path)
    {
        var merge = path.MergeModeFor(promotion.Environment) switch
        {
            Providers.MergeMode.Manual => "A person merges this pull request.",
            Providers.MergeMode.Immediately => "It merges by itself.",
            _ =>
                $"It merges by itself when environment {Markdown((promotion.From ?? path.Before(promotion.Environment))!.Value)} runs this version well.",
        };
        var then = path.After(promotion.Environment) is { } next
            ? $"Then the version goes on to environment **{Markdown(next.Value)}**."
            : "This is the last environment.";
        return $"{merge} {then}";
    }

    private static string Code(string text) => MarkdownText.CodeSpan(text, MaxValueLength);

    private static string Markdown(string name) => MarkdownText.Escape(name, except: "-");
}
