using System.Globalization;

namespace GitOpsPromotion.Promotions;

/// <summary>Explains which statuses do not count, and why.</summary>
internal static class IgnoredContexts
{
    private const int MaxContexts = 5;
    private const int MaxLength = 100;

    /// <summary>A sentence with a space before it; empty if there are none.</summary>
    public static string Explain(GateQuestion question, GateVerdict verdict)
    {
        if (verdict is not GateVerdict.NoStatus { Ignored: { Count: > 0 } ignored })
        {
            return "";
        }

        // Contexts that name the environment come first: they are the likely errors.
        var shown = ignored
            .OrderByDescending(context => Names(context, question.Subject))
            .Take(MaxContexts)
            .Select(context => $"'{Cut(context)}' ({Reason(context, question.Subject)})");
        var more = ignored.Count - MaxContexts;
        return $" Statuses that do not count: {string.Join(", ", shown)}"
            + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "")
            + ".";
    }

    private static bool Names(string context, string subject) =>
        context.Contains(subject, StringComparison.OrdinalIgnoreCase);

    private static string Reason(string context, string subject)
    {
        var parts = context.Split('/');
        var position = Array.FindIndex(parts, part => part.Equals(subject, StringComparison.OrdinalIgnoreCase));
        return parts.Length == 1 ? $"it has no '/', and '{subject}' must be its second part"
            : position >= 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{subject}' is part {position + 1} of it, and must be part 2"
                )
            : $"its second part is not '{subject}'";
    }

    private static string Cut(string context) => context.Length <= MaxLength ? context : context[..MaxLength] + "…";
}
