using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>What a git process that has ended left behind.</summary>
/// <param name="ExitCode">Zero is success.</param>
/// <param name="Bytes">Its standard output.</param>
/// <param name="Error">Its standard error. Remote text: only <see cref="GitFailure"/> makes it fit to show.</param>
internal sealed record GitOutput(int ExitCode, byte[] Bytes, string Error)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The standard output, which must be one line, without its line end.</summary>
    public string Line => Text.TrimEnd('\n');
}
