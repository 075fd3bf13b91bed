using System.Net;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Providers.Http;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.Http;

public sealed class RequestTests : ApiClientTest
{
    [Fact]
    public async Task Send_the_token_and_the_accepted_media_type()
    {
        Forge.Answers(Created, "{}");

        await SendAsync(Write with { IfNoneMatch = "\"abc\"" });

        var asked = Forge.Requests.Should().ContainSingle().Which;
        asked.ToString().Should().Be("""POST /pulls {"title":"Promote"}""");
        asked.Headers["Authorization"].Should().Be($"Bearer {Token}");
        asked.Headers["User-Agent"].Should().Be("gitops-promotion");
        asked.Headers["If-None-Match"].Should().Be("\"abc\"");
    }

    [Theory]
    [InlineData(OK)]
    [InlineData(NotModified)]
    [InlineData(NotFound)]
    [InlineData(Forbidden)]
    [InlineData(Conflict)]
    public async Task Get_the_answer_that_the_server_gives(HttpStatusCode status)
    {
        Forge.Answers(status, """{"title":"It"}""", "ETag: \"abc\"", "X-Twice: 1", "X-Twice: 2");

        var response = await SendAsync(Read);

        response.Status.Should().Be(status);
        response.IsSuccess.Should().Be(status is OK);
        response.Read(SampleJson.Default.Sample).Should().Be(new Sample("It"));
        response.Header("etag").Should().Be("\"abc\"");
        response.Header("x-twice").Should().Be("1, 2");
        response.Header("x-none").Should().BeNull();
    }

    [Fact]
    public async Task Understand_an_answer_that_begins_with_a_byte_order_mark()
    {
        Forge.Answers(OK, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{"title":"It"}""")]);

        var response = await SendAsync(Read);

        response.Read(SampleJson.Default.Sample).Should().Be(new Sample("It"));
        response.ShownText.Should().Be("""{"title":"It"}""");
    }

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"title\":")]
    public async Task Fail_where_the_answer_is_not_the_JSON_that_was_expected(string body)
    {
        Forge.Answers(OK, body, "Content-Type: text/html");

        var response = await SendAsync(Read);

        var read = () => response.Read(SampleJson.Default.Sample);
        var failure = read.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be("Pull request 7 was not read: api.example.com responded 200 without the JSON that its API describes.");
        response.TryRead(SampleJson.Default.Sample).Should().BeNull();
        response.ShownText.Should().BeEmpty();
    }

    [Fact]
    public async Task Do_not_take_more_than_they_can_hold()
    {
        Forge.Answers(OK, new byte[(32 * 1024 * 1024) + 1]);

        var failure = await FailureOf(Read);

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Be("Pull request 7 was not read: the answer of api.example.com is longer than 32 MiB.");
    }

    [Fact]
    public async Task Show_remote_text_on_one_line_and_without_the_token()
    {
        Forge.Answers(Forbidden, $"bad\u001b[31m token {Token},\r\n::error::and https://me:{Token}@example.com");

        var response = await SendAsync(Read);

        response.ShownText.Should().Be("bad token ***,; ::error::and https://***@example.com");
    }

    [Fact]
    public async Task Do_not_send_a_token_over_plain_http()
    {
        var server = Server with { Origin = new Uri("http://git.example.com") };
        using HttpClient http = new(Forge, disposeHandler: false);
        ApiClient client = new(http, server, Time);

        var failure = await FailureOf(() =>
            client.SendAsync(Read with { Url = new Uri("http://git.example.com/x") }, CancellationToken.None)
        );

        failure.Kind.Should().Be(FailureKind.Configuration);
        failure
            .Message.Should()
            .Be(
                "Pull request 7 was not read: the token is not sent to git.example.com over plain http, where others could read it."
            );
        Forge.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]:8080")]
    public async Task Send_a_token_to_this_machine(string origin)
    {
        Forge.Answers(OK, "{}");
        using HttpClient http = new(Forge, disposeHandler: false);
        ApiClient client = new(http, Server with { Origin = new Uri(origin) }, Time);

        await client.SendAsync(Read with { Url = new Uri(new Uri(origin), "/x") }, CancellationToken.None);

        Forge.Requests.Should().ContainSingle().Which.Headers.Should().ContainKey("Authorization");
    }

    [Theory]
    [InlineData("https://api.example.com.evil.org/x")]
    [InlineData("https://api.example.com:8443/x")]
    [InlineData("http://api.example.com/x")]
    public async Task Go_to_no_other_server(string address)
    {
        var send = () => SendAsync(Read with { Url = new Uri(address) });

        await send.Should().ThrowAsync<ArgumentException>();
        Forge.Requests.Should().BeEmpty();
    }

    [Fact]
    public void Name_their_server_without_the_token() => Server.ToString().Should().NotContain(Token);
}
