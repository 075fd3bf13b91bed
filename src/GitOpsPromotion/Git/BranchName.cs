using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>The short name of a branch, such as <c>main</c> or <c>promote/webshop-webui</c>.</summary>
/// <remarks>Source: https://git-scm.com/docs/git-check-ref-format</remarks>
public sealed record BranchName : IParsable<BranchName>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = "a branch name that git accepts, without 'refs/heads/'";

    private const string Prefix = "refs/heads/";

    private BranchName(string value) => Value = value;

    public string Value { get; }

    /// <summary>The full name of the ref: <c>refs/heads/…</c>.</summary>
    public string Ref => Prefix + Value;

    public static BranchName Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var branch) ? branch : throw new FormatException($"'{s}' is not {Form}.");

    /// <summary>Parses a full ref name. Only <c>refs/heads/…</c> is a branch.</summary>
    public static bool TryParseRef([NotNullWhen(true)] string? name, [NotNullWhen(true)] out BranchName? branch)
    {
        branch = null;
        return name is not null
            && name.StartsWith(Prefix, StringComparison.Ordinal)
            && TryParse(name[Prefix.Length..], out branch);
    }

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out BranchName? branch) =>
        TryParse(s, provider: null, out branch);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out BranchName? result
    )
    {
        result = s is not null && IsValid(s) ? new BranchName(s) : null;
        return result is not null;
    }

    public override string ToString() => Value;

    private static bool IsValid(string text) =>
        text.Length is > 0 and <= 1000
        && text is not ("@" or "HEAD")
        && text[0] is not '-'
        && text[^1] is not '.'
        && !text.Contains("..", StringComparison.Ordinal)
        && !text.Contains("@{", StringComparison.Ordinal)
        && !text.StartsWith("refs/", StringComparison.Ordinal)
        && text.Split('/')
            .All(part => part.Length > 0 && part[0] is not '.' && !part.EndsWith(".lock", StringComparison.Ordinal))
        && text.EnumerateRunes().All(IsAllowed);

    private static bool IsAllowed(Rune rune) =>
        rune != Rune.ReplacementChar
        && !Rune.IsControl(rune)
        && rune.Value is not (' ' or '~' or '^' or ':' or '?' or '*' or '[' or '\\');
}
