using System.Diagnostics.CodeAnalysis;

namespace GitOpsPromotion.Images;

/// <summary>A group of apps: the first folder of the GitOps repository's layout, and the first part of a marker.</summary>
public sealed record GroupName : IParsable<GroupName>
{
    /// <summary>The valid form in words, for help and errors.</summary>
    public const string Form = PathSegment.Form;

    private GroupName(string value) => Value = value;

    public string Value { get; }

    public static GroupName Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var name)
            ? name
            : throw new FormatException($"'{s}' is not a group name. It is {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out GroupName? name) =>
        TryParse(s, provider: null, out name);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out GroupName? result
    )
    {
        result = PathSegment.IsValid(s) ? new GroupName(s!) : null;
        return result is not null;
    }

    public override string ToString() => Value;
}
