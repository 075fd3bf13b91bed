using System.Diagnostics.CodeAnalysis;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Images;

/// <summary>The name of a group of apps: a folder at the root of the GitOps repository, and the first part of a marker's policy.</summary>
public sealed record GroupName : IParsable<GroupName>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = PathSegment.Form;

    private GroupName(string value) => Value = value;

    public string Value { get; }

    public static GroupName Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var name)
            ? name
            : throw new FormatException($"'{s}' is not a valid group name. Expected {Form}.");

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
