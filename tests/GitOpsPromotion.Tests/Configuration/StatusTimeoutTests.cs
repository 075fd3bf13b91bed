using System.Globalization;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Configuration;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

public static class StatusTimeoutTests
{
    [Theory]
    [InlineData("1", "00:01:00")]
    [InlineData("5", "00:05:00")]
    [InlineData("'5'", "00:05:00")]
    [InlineData("10080", "7.00:00:00")]
    [InlineData("90s", "00:01:30")]
    [InlineData("'90s'", "00:01:30")]
    [InlineData("5m", "00:05:00")]
    [InlineData("1h30m", "01:30:00")]
    [InlineData("168h", "7.00:00:00")]
    [InlineData("1m1m", "00:02:00")]
    [InlineData("1.5h", "01:30:00")]
    [InlineData(".5m", "00:00:30")]
    [InlineData("2.s", "00:00:02")]
    [InlineData("1ms", "00:00:00.001")]
    [InlineData("1500us", "00:00:00.0015")]
    [InlineData("1500µs", "00:00:00.0015")]
    [InlineData("1500μs", "00:00:00.0015")]
    [InlineData("1000100ns", "00:00:00.0010001")]
    public static void Reads_minutes_and_durations(string written, string expected) =>
        Read(written).Should().Be(TimeSpan.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("0")]
    [InlineData("0s")]
    [InlineData("0h0m")]
    public static void Zero_is_the_default_like_in_the_Go_tool(string written) =>
        Read(written).Should().Be(TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData("+5")]
    [InlineData("-5")]
    [InlineData("-5m")]
    [InlineData("5.0")]
    [InlineData("1e2")]
    [InlineData("010")]
    [InlineData("5M")]
    [InlineData("5 m")]
    [InlineData("m")]
    [InlineData(".m")]
    [InlineData("1..5m")]
    [InlineData("5m ago")]
    [InlineData("\"5\\n\"")]
    [InlineData("\"5m\\n\"")]
    [InlineData("٥")]
    [InlineData("99999999999999999999999999999999999999999999")]
    [InlineData("99999999999999999999999999999999999999999999h")]
    [InlineData("1m1m1m1m1m1m1m1m1m1m1m1m1m1m1m1m1m1m1m1m1m")]
    public static void Rejects_other_texts(string written)
    {
        var read = () => Read(written);

        read.Should().Throw<PromotionException>().WithMessage("*must be a whole number of minutes, or a duration*");
    }

    [Theory]
    [InlineData("10081")]
    [InlineData("168h1ms")]
    [InlineData("999.999us")]
    [InlineData("1ns")]
    [InlineData("9999999999999999")]
    [InlineData("9999999999999999h9999999999999999h")]
    public static void Rejects_values_out_of_range(string written)
    {
        var read = () => Read(written);

        read.Should().Throw<PromotionException>().WithMessage("*must be at least 1ms and at most 168h.");
    }

    [Fact]
    public static void Adds_up_the_parts() =>
        Prop.ForAll(
                Gen.Choose(0, 100).Three().Where(parts => parts is not (0, 0, 0)).ToArbitrary(),
                parts =>
                    Read($"{parts.Item1}h{parts.Item2}m{parts.Item3}s")
                    == new TimeSpan(parts.Item1, parts.Item2, parts.Item3)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public static void Reads_minutes_with_and_without_a_unit() =>
        Prop.ForAll(
                Gen.Choose(1, 10_080).ToArbitrary(),
                minutes => Read($"{minutes}") == Read($"{minutes}m") && Read($"{minutes}").TotalMinutes == minutes
            )
            .QuickCheckThrowOnFailure();

    private static TimeSpan Read(string written) =>
        ConfigurationReader.Read($"environments: [{{name: dev}}]\nstatus_timeout_minutes: {written}").StatusTimeout;
}
