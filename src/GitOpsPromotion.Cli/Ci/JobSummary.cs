using System.Globalization;
using System.Text;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>The result of a command as Markdown, for the summary of a job.</summary>
internal static class JobSummary
{
    // GitHub accepts 1 MiB for each step.
    private const int MaxChanges = 100;
    private const int MaxWarnings = 100;
    private const int MaxMessageLength = 2000;
    private const int MaxValueLength = 300;

    /// <param name="command">The name of the command, such as <c>new</c>.</param>
    /// <param name="result">Its result.</param>
    /// <param name="clean">Makes text safe to print, on one line and without secrets.</param>
    public static string Write(string command, Result result, Func<string, string> clean)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"### gitops-promotion {command}: {result.Outcome}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Sentence(MessageOf(result))}\n\n");
        if (result.Hint is { } hint)
        {
            text.Append(CultureInfo.InvariantCulture, $"Hint: {Sentence(hint)}\n\n");
        }

        foreach (var warning in (result.Warnings ?? []).Take(MaxWarnings))
        {
            text.Append(CultureInfo.InvariantCulture, $"Warning: {Sentence($"{warning}")}\n\n");
        }

        foreach (var note in result.Notes ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"Note: {Sentence(note)}\n\n");
        }

        var facts = Facts(result).ToList();
        if (facts.Count > 0)
        {
            text.Append("| | |\n| --- | --- |\n").AppendJoin("", facts).Append('\n');
        }

        if (result.Changes is { Count: > 0 } changes)
        {
            text.Append("| file | line | from | to |\n| --- | --- | --- | --- |\n")
                .AppendJoin("", changes.Take(MaxChanges).Select(Row))
                .Append('\n');
            if (changes.Count > MaxChanges)
            {
                text.Append(CultureInfo.InvariantCulture, $"And {changes.Count - MaxChanges} more changes.\n\n");
            }
        }

        return text.ToString();

        IEnumerable<string> Facts(Result of)
        {
            if (of is { Group: { } group, Environment: { } environment })
            {
                yield return $"| {(of.App is null ? "group" : "app")} | {Code(of.App is null ? group : $"{group}/{of.App}")} |\n";
                yield return $"| environment | {Code(environment)} |\n";
            }

            if (of.Tag is { } tag)
            {
                yield return $"| version | {Code(tag)} |\n";
            }

            if (of.PullRequest is { } pullRequest)
            {
                yield return $"| pull request | {Link(pullRequest)} {Code(pullRequest.Title)} |\n";
            }

            if (of.Branch is { } branch)
            {
                yield return $"| branch | {Code(branch)} |\n";
            }

            if (of.Commit is { } commit)
            {
                yield return $"| commit | {Code(commit)} |\n";
            }
        }

        string Row(ResultChange change) =>
            $"| {Code(change.File)} | {change.Line.ToString(CultureInfo.InvariantCulture)} | {Code(change.Old)} | {Code(change.New)} |\n";

        string Sentence(string value) => MarkdownText.CodeElement(clean(value), MaxMessageLength);

        string Code(string value) => MarkdownText.CodeElement(clean(value), MaxValueLength);
    }

    // The tables show the rest of a plan.
    private static string MessageOf(Result result) =>
        result.Plan is null ? result.Message : result.Message.Split('\n')[0];

    private static string Link(ResultPullRequest pullRequest)
    {
        var number = pullRequest.Number.ToString(CultureInfo.InvariantCulture);
        return pullRequest.Url is { IsAbsoluteUri: true, Scheme: "https" or "http" } page
            ? $"<a href=\"{MarkdownText.Escape(page.AbsoluteUri)}\">{number}</a>"
            : number;
    }
}
