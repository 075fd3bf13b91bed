using System.Diagnostics.CodeAnalysis;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Images;

/// <summary>The name of an app in a group: the second part of a marker's policy.</summary>
public sealed record AppName : IParsable<AppName>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = PathSegment.Form;

    private AppName(string value) => Value = value;

    public string Value { get; }

    public static AppName Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var name)
            ? name
            : throw new FormatException($"'{s}' is not a valid app name. Expected {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out AppName? name) =>
        TryParse(s, provider: null, out name);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out AppName? result
    )
    {
        result = PathSegment.IsValid(s) ? new AppName(s!) : null;
        return result is not null;
    }

    public override string ToString() => Value;
}
