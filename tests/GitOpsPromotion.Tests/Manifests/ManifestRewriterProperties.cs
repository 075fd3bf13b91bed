using System.Text.RegularExpressions;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>Properties of the rewriter for every manifest and every version.</summary>
public static class ManifestRewriterProperties
{
    private const string TagMarker = """# {"$imagepolicy": "webshop:webui:tag"}""";
    private static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));

    /// <summary>Manifests with a marked value in all YAML styles. V stands for the value, M for the marker.</summary>
    private static readonly string[] Forms =
    [
        "a: V M\n",
        "a: V M\r\nb: c\r\n",
        "é😀: 'ü' # 😀\na: V M",
        "\uFEFFa:\n    V M\n",
        "a: &x V M\nb: *x\n",
        "a: !!str V M\nb: [1, *x]\n",
        "a: !t V M\n",
        "- x\n- V M\n- y: z\n",
        "- - V M\n  -   a\n",
        "a:\n# comment\n- b\n# {\"$imagepolicy\": \"webshop:webui:tag\"}\n- V\n",
        "a: {b: c,\n  d: V, M\n  e: f}\n",
        "a: [x, V M\n  ]\n",
        "{\n  \"a\": V, M\n  \"b\": [true, null]\n}\n",
        "---\na: V M\n---\n---\nb: V M\n...\n",
        "a:\n  V M\nb: |\n  x M\nc: V M\n",
        "? k\n: V M\n",
        "kind: List\nitems:\n- kind: A\n  spec: {x: y}\n  image:   V   M  \n\n\n",
        "a: \t V\tM\n# x M\n",
    ];

    private static readonly string[] Olds = ["old", "1.0", "'1'", "\"1\"", "true", "v1.0-rc.1", "\"\""];

    /// <summary>Tags, many of them similar to numbers, dates and booleans.</summary>
    private static readonly Gen<string> Tags = Gen.OneOf(
            Gen.Elements(
                "1.20",
                "1e10",
                "0x1f",
                "0o17",
                "0123",
                "1_000",
                "true",
                "off",
                "y",
                "null",
                "2026-11-21",
                "08",
                "1.",
                "NO",
                "0b1",
                "1_0.0_1",
                "00",
                "1E5",
                "2.0.0",
                "latest",
                "_",
                "1__",
                "0x",
                "0xZ",
                "1e",
                "1.2e3",
                "Null",
                "N"
            ),
            Gen.Elements('0', '1', '7', '9', '.', '_', '-', 'e', 'E', 'x', 'o', 'b', 'a', 'f')
                .ArrayOf(6)
                .Select(letters => new string(letters)),
            Gen.Elements('0', '1', '2', '-').ArrayOf(10).Select(letters => new string(letters))
        )
        .Where(tag => ImageTag.TryParse(tag, out _));

    [Fact]
    public static void Only_the_bytes_of_marked_values_change() =>
        Check(
            (form, old, tag) =>
            {
                var rewritten = Rewrite(Fill(form, old), tag);

                // The text is the old one with only the value replaced.
                WaysToWrite(tag, old).Select(written => Fill(form, written)).Should().Contain(rewritten);
            }
        );

    [Fact]
    public static void A_second_rewrite_changes_nothing() =>
        Check(
            (form, old, tag) =>
            {
                var once = Rewrite(Fill(form, old), tag);

                Rewrite(once, tag).Should().BeSameAs(once);
            }
        );

    [Fact]
    public static void Every_reader_reads_the_new_value_as_a_string() =>
        Check(
            (form, old, tag) =>
            {
                var before = Scalars(Fill(form, old));
                var after = Scalars(Rewrite(Fill(form, old), tag));

                after.Should().HaveSameCount(before);
                foreach (var (read, was) in after.Zip(before).Where(pair => pair.First.Value != pair.Second.Value))
                {
                    read.Value.Should().Be(tag);
                    (
                        read.Style != ScalarStyle.Plain
                        || read.Tag == "tag:yaml.org,2002:str"
                        || YamlResolvers.IsString(tag)
                    )
                        .Should()
                        .BeTrue("{0} was {1} and is {2}", was.Value, was.Style, read.Style);
                }
            }
        );

    [Fact]
    public static void A_plain_value_gets_quotes_only_if_some_reader_would_not_read_a_string() =>
        Prop.ForAll(
                Arb.From(Tags),
                tag =>
                {
                    var rewritten = Rewrite($"a: old {TagMarker}\n", tag);

                    if (YamlResolvers.IsString(tag) && !IsNumberOfGo(tag))
                    {
                        rewritten.Should().Be($"a: {tag} {TagMarker}\n");
                    }
                    else
                    {
                        rewritten.Should().Be($"a: \"{tag}\" {TagMarker}\n");
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    private static void Check(Action<string, string, string> holds) =>
        Prop.ForAll(
                Arb.From(Gen.Elements(Forms)),
                Arb.From(Gen.Elements(Olds)),
                Arb.From(Tags),
                (form, old, tag) => holds(form, old, tag)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static string Fill(string form, string value) =>
        form.Replace("V", value, StringComparison.Ordinal).Replace("M", TagMarker, StringComparison.Ordinal);

    private static IEnumerable<string> WaysToWrite(string tag, string old) =>
        old[0] is '\'' ? [$"'{tag}'"]
        : old[0] is '"' ? [$"\"{tag}\""]
        : [tag, $"\"{tag}\""];

    /// <summary>go-yaml v3 ignores underscores in all numbers, and accepts 0x, 0o and 0b in either case.</summary>
    private static bool IsNumberOfGo(string tag)
    {
        var digits = tag.Replace("_", "", StringComparison.Ordinal);
        return char.IsAsciiDigit(tag[0])
            && (
                !YamlResolvers.IsString(digits)
                || !YamlResolvers.IsString(digits.ToLowerInvariant())
                || Regex.IsMatch(
                    tag,
                    @"\A[0-9]{4}(-[0-9]{1,2}){2}\z",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(1)
                )
            );
    }

    private static string Rewrite(string text, string tag) =>
        ManifestRewriter.Rewrite(new Manifest("app.yaml", text), Webui, new ImageVersion(ImageTag.Parse(tag))).Text;

    private static List<(string Value, ScalarStyle Style, string Tag)> Scalars(string text)
    {
        List<(string, ScalarStyle, string)> scalars = [];
        Parser parser = new(new StringReader(text.TrimStart('\uFEFF')));
        while (parser.MoveNext())
        {
            if (parser.Current is Scalar scalar)
            {
                scalars.Add((scalar.Value, scalar.Style, scalar.Tag.IsEmpty ? "" : scalar.Tag.Value));
            }
        }

        return scalars;
    }
}
