using System.Globalization;

namespace GitOpsPromotion.Cli.Output;

/// <summary>The line with the address of the pull request, and whether it was merged immediately.</summary>
internal static class PullRequestLine
{
    /// <summary>Whether the address can be opened in a browser.</summary>
    public static bool IsWebAddress(Uri page) => page is { IsAbsoluteUri: true, Scheme: "https" or "http" };

    public static void Write(Result result, Terminal terminal)
    {
        if (result.PullRequest is not { } pullRequest)
        {
            return;
        }

        // The messages of other outcomes have the state of the pull request.
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
