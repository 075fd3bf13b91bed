using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>The result of a git process.</summary>
/// <param name="ExitCode">Zero for success.</param>
/// <param name="Bytes">Its standard output.</param>
/// <param name="Error">Its standard error. It contains remote text: show it only through <see cref="GitFailure"/>.</param>
internal sealed record GitOutput(int ExitCode, byte[] Bytes, string Error)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The standard output without the line end, if it is a single line.</summary>
    public string Line => Text.TrimEnd('\n');
}
