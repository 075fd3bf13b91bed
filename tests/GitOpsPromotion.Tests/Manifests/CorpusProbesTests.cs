using FluentAssertions;
using FluentAssertions.Execution;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>This tool finds the markers that Flux finds, and quotes the values that Flux quotes.</summary>
public static class CorpusProbesTests
{
    /// <summary>The intended differences from Flux.</summary>
    private static readonly Dictionary<string, string> Deviations = new(StringComparer.Ordinal)
    {
        ["34_multiline_plain"] = "a value that is more than an image is not overwritten",
        ["35_multiline_dq"] = "a value that is more than an image is not overwritten",
        ["42f_sep_text"] = "a document that is a scalar is rewritten like the others",
        ["43_root_seq"] = "JSON patches of kustomize are lists",
        ["43b_root_scalar"] = "a document may be a scalar",
        ["59_num_same"] = "a number is not a version with the same text",
        ["61_nodigest"] = "a digest without a new digest is an error, not an empty value",
        ["63_emptytag"] = "there is no empty tag",
        ["64_ref_long"] = "only $imagepolicy is a marker",
        ["65_inline_schema"] = "only $imagepolicy is a marker",
    };

    private static readonly Dictionary<string, ImageVersion> Versions = new(StringComparer.Ordinal)
    {
        ["p"] = new(
            ImageTag.Parse("1.2.3"),
            ImageDigest.Parse($"sha256:{new string('a', 64)}"),
            ImageRepository.Parse("ghcr.io/o/app")
        ),
        ["num"] = Tag("1.10"),
        ["int"] = Tag("20240101"),
        ["hex"] = Tag("0x1F"),
        ["oct"] = Tag("0123"),
        ["exp"] = Tag("1e5"),
        ["oct8"] = Tag("0o17"),
        ["true"] = Tag("true"),
        ["on"] = Tag("on"),
        ["y"] = Tag("y"),
        ["no"] = Tag("no"),
        ["null"] = Tag("null"),
        ["date"] = Tag("2024-01-02"),
        ["under"] = Tag("1_000"),
        ["sha"] = Tag("1234567e8"),
        ["shan"] = Tag("0000e00"),
        ["zero"] = Tag("08"),
        ["bin"] = Tag("0b11"),
        ["dot"] = Tag("1."),
        ["v"] = Tag("v1.0"),
        ["semv"] = Tag("1.2.3"),
        ["Y"] = Tag("Y"),
        ["OFF"] = Tag("OFF"),
        ["lead"] = Tag("007"),
        ["big"] = Tag("99999999999999999999"),
    };

    [Fact]
    public static void Every_probe_sets_the_same_values()
    {
        var probes = Probes();

        using AssertionScope scope = new();
        foreach (var probe in probes)
        {
            var expected = probe.Sets.Where(set => IsTag(set.New));
            Rewrite(probe).Sets.Should().Equal(expected, "of probe {0}", probe.Name);
        }

        probes.Should().HaveCountGreaterThan(100);
    }

    [Fact]
    public static void Every_probe_quotes_the_same_values()
    {
        // Flux writes these without quotes only because it writes the YAML tag of the old type before them.
        static string WithoutCollateral(string output) =>
            output
                .Replace("!!int 2024-01-02", "\"2024-01-02\"", StringComparison.Ordinal)
                .Replace("!!null 1.10", "\"1.10\"", StringComparison.Ordinal);

        using AssertionScope scope = new();
        foreach (var probe in Probes().Where(probe => probe.Output is not null))
        {
            var output = WithoutCollateral(probe.Output!);
            var actual = Rewrite(probe).Text;
            foreach (var value in probe.Sets.Select(set => set.New).Where(IsTag))
            {
                Count(actual, $"'{value}'").Should().Be(Count(output, $"'{value}'"), "of probe {0}", probe.Name);
                Count(actual, $"\"{value}\"").Should().Be(Count(output, $"\"{value}\""), "of probe {0}", probe.Name);
                Count(actual, "|-").Should().Be(Count(output, "|-"), "of probe {0}", probe.Name);
                Count(actual, value).Should().Be(Count(output, value), "of probe {0}", probe.Name);
            }
        }
    }

    [Fact]
    public static void Every_deviation_is_a_probe() =>
        Probe.ReadAll(Corpus.PathOf("flux-probes.txt")).Select(probe => probe.Name).Should().Contain(Deviations.Keys);

    private static List<Probe> Probes() =>
        [.. Probe.ReadAll(Corpus.PathOf("flux-probes.txt")).Where(probe => !Deviations.ContainsKey(probe.Name))];

    /// <summary>Some probes set invalid tags: <c>a b</c>, <c>.inf</c>, <c>12:30:45</c>.</summary>
    private static bool IsTag(string value) =>
        value.Contains('/', StringComparison.Ordinal)
        || value.StartsWith("sha256:", StringComparison.Ordinal)
        || ImageTag.TryParse(value, out _);

    private static (string Text, List<(string Marker, string Old, string New)> Sets) Rewrite(Probe probe)
    {
        var text = probe.Input;
        List<(int Line, (string, string, string) Set)> sets = [];
        foreach (var (app, version) in Versions)
        {
            try
            {
                ImagePolicy policy = new(GroupName.Parse("ns"), AppName.Parse(app));
                var rewrite = ManifestRewriter.Rewrite(new Manifest("f.yaml", text), policy, version);
                text = rewrite.Text;
                sets.AddRange(
                    rewrite.Changes.Select(change => (change.Line, (change.Marker, change.OldValue, change.NewValue)))
                );
            }
            catch (PromotionException)
            {
                // Invalid YAML, for Flux as well.
            }
        }

        return (text, [.. sets.OrderBy(set => set.Line).Select(set => set.Set)]);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static ImageVersion Tag(string tag) => new(ImageTag.Parse(tag));
}
