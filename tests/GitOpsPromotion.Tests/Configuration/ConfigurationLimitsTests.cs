using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

public static class ConfigurationLimitsTests
{
    [Theory]
    [InlineData(20, "1:16: an environment is a list")]
    [InlineData(21, "1:35: nested more than 20 levels deep.")]
    [InlineData(100_000, "1:35: nested more than 20 levels deep.")]
    public static void Rejects_lists_that_are_nested_too_deep(int lists, string expected) =>
        ConfigurationReaderTests
            .FailureOf($"environments: {new string('[', lists)}{new string(']', lists)}")
            .Message.Should()
            .Contain(expected);

    [Theory]
    [InlineData("? ", 100_000)]
    [InlineData("{? [", 30_000)]
    [InlineData("- ", 100_000)]
    public static void Rejects_any_nesting_that_is_too_deep(string level, int levels)
    {
        var failure = ConfigurationReaderTests.FailureOf(string.Concat(Enumerable.Repeat(level, levels)));

        failure.Message.Should().EndWith("nested more than 20 levels deep.");
        failure.Hint.Should().Be("No setting of this file needs more than five levels.");
    }

    [Fact]
    public static void Limits_aliases_of_aliases()
    {
        const string file = """
            a: &a {k1: 1, k2: 2, k3: 3, k4: 4, k5: 5, k6: 6, k7: 7, k8: 8, k9: 9}
            b: &b {k1: *a, k2: *a, k3: *a, k4: *a, k5: *a, k6: *a, k7: *a, k8: *a, k9: *a}
            c: &c {k1: *b, k2: *b, k3: *b, k4: *b, k5: *b, k6: *b, k7: *b, k8: *b, k9: *b}
            d: &d {k1: *c, k2: *c, k3: *c, k4: *c, k5: *c, k6: *c, k7: *c, k8: *c, k9: *c}
            e: &e {k1: *d, k2: *d, k3: *d, k4: *d, k5: *d, k6: *d, k7: *d, k8: *d, k9: *d}
            f: &f {k1: *e, k2: *e, k3: *e, k4: *e, k5: *e, k6: *e, k7: *e, k8: *e, k9: *e}
            """;

        ConfigurationReaderTests
            .FailureOf(file)
            .Message.Should()
            .EndWith("the file has more than 100000 values; an alias counts as the value it refers to.");
    }

    [Theory]
    [InlineData(99_992, true)]
    [InlineData(99_993, false)]
    public static void Counts_every_value(int labels, bool accepted)
    {
        // There are eight other values.
        var list = string.Join(", ", Enumerable.Range(0, labels).Select(_ => "x"));
        var file = $"environments: [{{name: dev}}]\nx: [{list}]";

        var failure = ConfigurationReaderTests.FailureOf(file).Message;

        failure.Contains("more than 100000 values", StringComparison.Ordinal).Should().Be(!accepted);
    }

    [Theory]
    [InlineData(1_000_000, "the file is empty.")]
    [InlineData(1_000_001, "the file has 1000001 characters; the limit is 1000000.")]
    public static void Rejects_files_of_more_than_a_million_characters(int length, string expected) =>
        ConfigurationReaderTests.FailureOf("#" + new string('x', length - 1)).Message.Should().Contain(expected);
}
