using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GitOpsPromotion.Git;

/// <summary>The object ID of a commit: 40 (SHA-1) or 64 (SHA-256) lower-case hex digits.</summary>
public sealed partial record CommitSha : IParsable<CommitSha>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = "a full commit: 40 or 64 hex digits";

    private CommitSha(string value) => Value = value;

    public string Value { get; }

    /// <summary>The first 12 digits, for messages.</summary>
    public string Abbreviated => Value[..12];

    public static CommitSha Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var commit) ? commit : throw new FormatException($"'{s}' is not {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out CommitSha? commit) =>
        TryParse(s, provider: null, out commit);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out CommitSha? result
    )
    {
        result = s is not null && Pattern.IsMatch(s) ? new CommitSha(s.ToLowerInvariant()) : null;
        return result is not null;
    }

    public override string ToString() => Value;

    [GeneratedRegex(
        @"\A([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern { get; }
}
