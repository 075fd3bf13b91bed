using System.Diagnostics.CodeAnalysis;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Configuration;

/// <summary>The name of an environment: a folder in the folder of each group.</summary>
public sealed record EnvironmentName : IParsable<EnvironmentName>
{
    /// <summary>The valid form, for help and error messages.</summary>
    public const string Form = PathSegment.Form;

    private EnvironmentName(string value) => Value = value;

    public string Value { get; }

    public static EnvironmentName Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var name)
            ? name
            : throw new FormatException($"'{s}' is not a valid environment name. Expected {Form}.");

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
