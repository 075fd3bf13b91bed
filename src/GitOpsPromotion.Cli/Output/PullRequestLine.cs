using System.Globalization;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The second line of an answer: where its pull request is, and whether it was merged at once.</summary>
internal static class PullRequestLine
{
    /// <summary>Whether it is an address that people may follow.</summary>
    public static bool IsWebAddress(Uri page) => page is { IsAbsoluteUri: true, Scheme: "https" or "http" };

    public static void Write(Result result, Terminal terminal)
    {
        if (result.PullRequest is not { } pullRequest)
        {
            return;
        }

        // The other answers say by themselves what became of it.
        var merged = result.Outcome is "opened" && pullRequest.State is "merged" ? " was merged" : "";
        var line = string.Create(CultureInfo.InvariantCulture, $"pull request {pullRequest.Number}{merged}");
        if (pullRequest.Url is { } page && IsWebAddress(page))
        {
            terminal.WriteErrorLink($"{line}:", page);
        }
        else if (merged.Length > 0)
        {
            terminal.WriteError(line);
        }
    }
}
