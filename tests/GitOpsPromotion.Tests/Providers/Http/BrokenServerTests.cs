using System.IO.Compression;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Providers.Http;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.Http;

/// <summary>Whatever a server answers, the command ends with one sentence.</summary>
public sealed class BrokenServerTests : ApiClientTest
{
    private const string Year1 = "Date: Mon, 01 Jan 0001 00:00:00 GMT";
    private const string Year9999 = "Date: Fri, 31 Dec 9999 23:59:59 GMT";

    [Theory]
    [InlineData("Retry-After: 315360000000")]
    [InlineData("Retry-After: 9223372036854775807")]
    [InlineData("Retry-After: 99999999999999999999999999")]
    [InlineData("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", Year1)]
    [InlineData("Retry-After: 315360000000", Year9999)]
    public async Task A_wait_out_of_range_is_too_long(params string[] headers)
    {
        Forge.Answers(TooManyRequests, "", headers);

        var failure = await FailureOf(Read);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("it resets at ");
        Time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("Retry-After: 99999999999999999999999999")]
    [InlineData("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", Year1)]
    public async Task A_wait_out_of_range_after_a_good_answer_fails_the_next_request(params string[] headers)
    {
        Forge.Answers(OK, "{}", headers);
        var client = Client();
        await client.SendAsync(Read, CancellationToken.None);

        var failure = await FailureOf(() => client.SendAsync(Read, CancellationToken.None));

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("it resets at ");
    }

    [Theory]
    [InlineData(Year1)]
    [InlineData(Year9999)]
    [InlineData("Date: yesterday")]
    [InlineData("Date: Mon, 01 Jan 0001 00:00:00 +1400")]
    public async Task A_date_out_of_range_does_no_harm(string date)
    {
        Forge
            .Answers(OK, "{}", date, "Retry-After: soon")
            .Answers(ServiceUnavailable, "", date)
            .Answers(OK, "{}", date);
        var client = Client();

        await client.SendAsync(Read, CancellationToken.None);
        var response = await client.SendAsync(Read, CancellationToken.None);

        response.Status.Should().Be(OK);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_given_up()
    {
        Forge.Answers(_ => new HttpResponseMessage(OK) { Content = new StreamContent(new EndlessStream()) });

        var failure = await FailureOf(Read);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be("Pull request 7 was not read: the answer of api.example.com is longer than 32 MiB.");
    }

    public static TheoryData<string> Unreadable =>
        [
            new string('[', 100_000),
            $"{{\"title\":{new string('[', 100_000)}{new string(']', 100_000)}}}",
            $"{{\"more\":{new string('{', 100_000)}",
            """{"title":"\ud800"}""",
            """{"title":{}}""",
            "\uFFFE",
        ];

    [Theory]
    [MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public async Task JSON_that_cannot_be_read_is_named(string body)
    {
        Forge.Answers(OK, body);

        Refused(await SendAsync(Read)).Should().EndWith("without the JSON that its API describes.");
    }

    [Fact]
    public async Task JSON_of_millions_of_objects_is_not_read()
    {
        Forge.Answers(OK, $"[{string.Concat(Enumerable.Repeat("{},", 600_000))}{{}}]");

        Refused(await SendAsync(Read)).Should().EndWith("holds more than 1000000 JSON tokens.");
    }

    [Fact]
    public async Task A_compressed_answer_that_nobody_asked_for_is_not_unpacked()
    {
        Forge.Answers(OK, Compressed(8 * 1024 * 1024), "Content-Encoding: gzip");

        var response = await SendAsync(Read);

        response.Body.Length.Should().BeLessThan(256 * 1024);
        Refused(response).Should().EndWith("without the JSON that its API describes.");
        Forge.Requests[0].Headers.Should().NotContainKey("Accept-Encoding");
    }

    [Fact]
    public async Task A_long_text_is_shown_in_part_and_without_the_token()
    {
        Forge.Answers(Forbidden, new string('\n', 100_000) + $"{Token} {new string('a', 10 * 1024 * 1024)}");

        (await SendAsync(Read)).ShownText.Should().NotContain(Token[..4]).And.HaveLength(0);
    }

    [Fact]
    public void A_list_that_leads_back_to_a_page_is_given_up()
    {
        ApiPages pages = new();
        pages.Begin(Read);

        var again = () => pages.Begin(Read);

        again
            .Should()
            .Throw<PromotionException>()
            .Which.Message.Should()
            .Be("Pull request 7 was not read: the list of api.example.com leads back to a page that was read already.");
    }

    [Fact]
    public void A_list_without_an_end_is_given_up()
    {
        ApiPages pages = new();
        for (var page = 0; page < 1000; page++)
        {
            pages.Begin(Read with { Url = new Uri($"https://api.example.com/pulls?page={page}") });
        }

        var more = () => pages.Begin(Read);

        more.Should().Throw<PromotionException>().Which.Message.Should().EndWith("does not end after 1000 pages.");
    }

    [Fact]
    public async Task A_list_of_very_long_pages_is_given_up()
    {
        Forge.Answers(OK, new byte[31 * 1024 * 1024]);
        var page = await SendAsync(Read);
        ApiPages pages = new();
        pages.Add(page);
        pages.Add(page);

        var more = () => pages.Add(page);

        more.Should().Throw<PromotionException>().Which.Message.Should().EndWith("is longer than 64 MiB.");
    }

    private static string Refused(ApiResponse response)
    {
        response.TryRead(SampleJson.Default.Sample).Should().BeNull();
        var read = () => response.Read(SampleJson.Default.Sample);
        var failure = read.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Unavailable);
        return failure.Message;
    }

    private static byte[] Compressed(int length)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(new string(' ', length)));
        }

        return stream.ToArray();
    }

    /// <summary>A body that never ends.</summary>
    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
