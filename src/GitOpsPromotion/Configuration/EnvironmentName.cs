using System.Diagnostics.CodeAnalysis;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Configuration;

/// <summary>One stage of the promotion: a folder below its group.</summary>
public sealed record EnvironmentName : IParsable<EnvironmentName>
{
    /// <summary>The valid form in words, for help and errors.</summary>
    public const string Form = PathSegment.Form;

    private EnvironmentName(string value) => Value = value;

    public string Value { get; }

    public static EnvironmentName Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var name)
            ? name
            : throw new FormatException($"'{s}' is not an environment name. It is {Form}.");

    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out EnvironmentName? name) =>
        TryParse(s, provider: null, out name);

    public static bool TryParse(
        [NotNullWhen(true)] string? s,
        IFormatProvider? provider,
        [NotNullWhen(true)] out EnvironmentName? result
    )
    {
        result = PathSegment.IsValid(s) ? new EnvironmentName(s!) : null;
        return result is not null;
    }

    public override string ToString() => Value;
}
