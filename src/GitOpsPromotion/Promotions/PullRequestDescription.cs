using System.Globalization;
using System.Text;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>Writes the description of a promotion's pull request: the state for this tool, then Markdown for people.</summary>
internal static class PullRequestDescription
{
    /// <summary>Below the smallest limit of the forges: Azure DevOps allows 4,000 characters.</summary>
    public const int MaxLength = 3900;

    private const int MaxValueLength = 200;

    public static string Write(Promotion promotion, EnvironmentOrder order, IReadOnlyList<ManifestChange> changes)
    {
        var head =
            $"""
            {PromotionMetadata.For(promotion).ToComment()}

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
                (promotion.From ?? order.Before(promotion.Environment)) is { } before
                    ? $", where environment {Markdown(before.Value)} got this version"
                    : ""
            )}.

            {Next(promotion, order)}

            """.ReplaceLineEndings(
                "\n"
            );
        var whole = head + Table(changes, MaxLength - head.Length - tail.Length) + tail;
        // Escaped names can be long. The state must be complete, so text for people is omitted first.
        return whole.Length <= MaxLength ? whole : PromotionMetadata.For(promotion).ToComment() + "\n";
    }

    /// <summary>The description of a pull request that is merged without its gate, with the reason after the state.</summary>
    public static string WithOverride(string description, OverrideReason reason)
    {
        var note = $"**Gate overridden:** {Code(reason.Value)}";
        var (state, rest) = description.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0
            ? (description[..end].TrimEnd('\r'), description[end..].TrimStart('\r', '\n'))
            : (description, "");
        return rest.StartsWith(note, StringComparison.Ordinal) ? description : $"{state}\n\n{note}\n\n{rest}";
    }

    /// <summary>As many whole rows as fit, and how many more there are.</summary>
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

    private static string Next(Promotion promotion, EnvironmentOrder order)
    {
        var merge = order.MergeModeFor(promotion.Environment) switch
        {
            MergeMode.Manual => "This pull request is merged manually.",
            MergeMode.Immediately => "It is merged automatically.",
            _ =>
                $"It is merged automatically when environment {Markdown((promotion.From ?? order.Before(promotion.Environment))!.Value)} runs this version successfully.",
        };
        var then = order.After(promotion.Environment) is { } next
            ? $"Then the version is promoted to environment **{Markdown(next.Value)}**."
            : "This is the last environment.";
        return $"{merge} {then}";
    }

    private static string Code(string text) => MarkdownText.CodeSpan(text, MaxValueLength);

    private static string Markdown(string name) => MarkdownText.Escape(name, except: "-");
}
