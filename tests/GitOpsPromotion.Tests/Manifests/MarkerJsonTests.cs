using System.Text;
using System.Text.Json;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>System.Text.Json, which is slower and needs a copy of the line, agrees on what is a JSON object.</summary>
public static class MarkerJsonTests
{
    private static readonly Arbitrary<string> Texts = Gen.Elements([
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            "\t",
            "\"",
            "\"a\"",
            "\"b\":",
            "\\u00e9",
            "\\n",
            "\\x",
            "\u0001",
            "true",
        ])
        .Or(
            Gen.Elements([
                "null",
                "false",
                "nul",
                "0",
                "-1",
                "01",
                "1.5",
                "1.",
                ".5",
                "1e5",
                "1E+05",
                "1e",
                "-",
                "é",
                "\uD800",
            ])
        )
        .ListOf()
        .Select(parts => $"{{{string.Concat(parts)}}}")
        .ToArbitrary();

    [Fact]
    public static void Texts_in_braces() =>
        Prop.ForAll(Texts, text => MarkerJson.IsObject(text) == IsObject(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(12));

    [Theory]
    [InlineData("{}")]
    [InlineData(" {\"a\": [1, -2.5e-3, true, false, null, \"\\u0041\", {\"b\": []}]} ")]
    [InlineData("{\"a\": 01}")]
    [InlineData("{\"a\": 1,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{1: 2}")]
    [InlineData("{} {}")]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    [InlineData("")]
    public static void Examples(string text) => MarkerJson.IsObject(text).Should().Be(IsObject(text));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public static void Nested_objects(int depth, bool expected)
    {
        var text = $"{string.Concat(Enumerable.Repeat("{\"a\":", depth))}1{new string('}', depth)}";

        MarkerJson.IsObject(text).Should().Be(expected);
        IsObject(text).Should().Be(expected);
    }

    private static bool IsObject(string text)
    {
        try
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text));
            reader.Read();
            var isObject = reader.TokenType is JsonTokenType.StartObject;
            while (reader.Read())
            {
                // Only the failure matters.
            }

            return isObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
