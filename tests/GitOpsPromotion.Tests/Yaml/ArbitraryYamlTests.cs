using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Yaml;

/// <summary>Texts of YAML's indicators in any order, most of them invalid. Some make YamlDotNet fail with other exceptions.</summary>
public static class ArbitraryYamlTests
{
    private static readonly Arbitrary<string> Texts = Gen.Elements(
            "environments",
            "name",
            "auto",
            "groups",
            ":",
            " ",
            "\n",
            "  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a ",
            "*a",
            "<<",
            "!",
            "!!str ",
            "'",
            "\"",
            "\\",
            "\\U",
            "\\x",
            "#",
            "|",
            ">",
            "%",
            "---",
            "...",
            "? ",
            "\t",
            "\r",
            "\0",
            "\uD800",
            "é",
            "true",
            "5m",
            "~"
        )
        .ListOf()
        .Select(string.Concat)
        .ToArbitrary();

    [Fact]
    public static void A_configuration_is_read_or_fails_with_a_configuration_error() =>
        Check(text =>
        {
            try
            {
                return ConfigurationReader.Read(text).Environments.Count > 0;
            }
            catch (PromotionException failure)
            {
                return failure is { Kind: FailureKind.Configuration, Hint.Length: > 0 };
            }
        });

    [Fact]
    public static void A_manifest_is_read_or_rejected() =>
        Check(text =>
        {
            try
            {
                return ManifestReader.Read(new Manifest("a.yaml", $"{text}\n# \"$imagepolicy\"")).Count == 0;
            }
            catch (PromotionException failure)
            {
                return failure is { Kind: FailureKind.Rejected, Hint.Length: > 0 };
            }
        });

    [Fact]
    public static void Values_are_read_without_an_exception() =>
        Check(text =>
        {
            LocatedScalar.ReadAll(text);
            return true;
        });

    private static void Check(Func<string, bool> holds) =>
        Prop.ForAll(Texts, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60));
}
