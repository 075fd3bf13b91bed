using System.Globalization;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The messages for the side effects of a promotion.</summary>
internal static class RemarkMessages
{
    /// <summary>The lines of a plan, each with a line end.</summary>
    public static string PlanLines(PromotionRemarks remarks) =>
        string.Concat(
            new[]
            {
                remarks.Replaced is { } replaced ? Replaces(replaced) : null,
                remarks.Discarded is { } work ? Discards(work) : null,
            }
                .OfType<string>()
                .Select(line => line + "\n")
        );

    /// <summary>The result with notes and warnings.</summary>
    public static Result AddTo(Result result, PromotionRemarks remarks)
    {
        List<string> notes = [.. remarks.Unconfirmed.Select(Drops)];
        List<ResultWarning> warnings = [];
        if (remarks.Discarded is { } work)
        {
            notes.Add($"{Discards(work)}.");
        }

        if (remarks.Replaced is { IsForOtherEnvironment: true } other)
        {
            warnings.Add(
                new ResultWarning(
                    $"{Replaces(other)}; with 'prflow: per-env' in gitops-promotion.yaml, each environment has its own branch and both stay open",
                    File: null,
                    Line: null
                )
            );
        }
        else if (remarks.Replaced is { } older)
        {
            notes.Add($"{Replaces(older)}.");
        }

        return result with
        {
            Replaces = remarks.Replaced is { } replaced
                ? new ResultReplaced(
                    replaced.PullRequest.Number,
                    replaced.Version.Tag.Value,
                    replaced.Environment.Value
                )
                : null,
            Notes = notes.Count > 0 ? notes : null,
            Warnings = warnings.Count > 0 ? warnings : null,
        };
    }

    private static string Replaces(ReplacedPullRequest replaced) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"replaces pull request {replaced.PullRequest.Number}: {replaced.Version.Tag} to {replaced.Environment}"
        );

    private static string Discards(UnrelatedCommits work) =>
        $"discards commit {work.Tip.Abbreviated} ({work.Subject}): the branch {work.Changes}";

    private static string Drops(UnconfirmedValue claim) =>
        $"the {claim.Part} {claim.Value} in the description of the merged pull request is not promoted: the merged commit does not contain it.";
}
