using System.Text.RegularExpressions;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>The types of plain scalars, from the specifications and independent of the library's rules.</summary>
internal static class YamlResolvers
{
    // https://yaml.org/type/: bool, int, float, null, timestamp, merge, value. Each pattern is that of its page, except
    // float: its [0-9.]* would make 1.2.3 a number, so it allows one dot here, as all implementations do.
    private static readonly string[] Types11 =
    [
        "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF",
        "[-+]?0b[0-1_]+",
        "[-+]?0[0-7_]+",
        "[-+]?(0|[1-9][0-9_]*)",
        "[-+]?0x[0-9a-fA-F_]+",
        "[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+",
        @"[-+]?([0-9][0-9_]*)?\.[0-9]*([eE][-+][0-9]+)?",
        @"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*",
        @"[-+]?\.(inf|Inf|INF)",
        @"\.(nan|NaN|NAN)",
        "~|null|Null|NULL|",
        "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]",
        "<<",
        "=",
    ];

    // https://yaml.org/spec/1.2.2/#1032-tag-resolution
    private static readonly string[] Types12 =
    [
        "null|Null|NULL|~|",
        "true|True|TRUE|false|False|FALSE",
        "[-+]?[0-9]+",
        "0o[0-7]+",
        "0x[0-9a-fA-F]+",
        @"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
        @"[-+]?(\.inf|\.Inf|\.INF)",
        @"\.nan|\.NaN|\.NAN",
    ];

    public static bool IsString(string plain) => !Matches(Types11, plain) && !Matches(Types12, plain);

    private static bool Matches(string[] patterns, string plain) =>
        patterns.Any(pattern =>
            Regex.IsMatch(plain, $@"\A(?:{pattern})\z", RegexOptions.None, TimeSpan.FromSeconds(1))
        );
}
