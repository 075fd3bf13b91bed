using System.Text;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>The result of a git command.</summary>
/// <param name="ExitCode">Zero for success.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Error">The standard error.</param>
internal sealed record GitResult(int ExitCode, byte[] Output, string Error)
{
    /// <summary>The standard output without the line ends at its end.</summary>
    public string Text => Encoding.UTF8.GetString(Output).TrimEnd('\n');

    public static GitResult Success(string output) => new(0, Encoding.UTF8.GetBytes(output), "");

    public static GitResult Failure { get; } = new(1, [], "");
}
