using System.Net;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges.Contracts;
using Xunit;

namespace GitOpsPromotion.Tests.Forges;

public sealed class ContractHandlerTests : IDisposable
{
    private const string Time = """
        {
          "paths": {
            "/time": {
              "get": { "responses": { "200": { "content": { "application/json": { "schema": { "type": "integer" } } } } } }
            }
          }
        }
        """;

    private readonly Clock clock = new();
    private readonly HttpClient client;

    public ContractHandlerTests() =>
        client = new(
            new ContractHandler(ApiDescription.Parse(Time), new("http://forge/api/")) { InnerHandler = clock }
        );

    [Fact]
    public async Task A_described_call_passes() =>
        (await client.GetStringAsync(new Uri("http://forge/api/time"))).Should().Be("12");

    [Fact]
    public async Task A_request_that_is_not_described_is_not_sent()
    {
        var get = () => client.GetAsync(new Uri("http://forge/api/weather"));

        await get.Should().ThrowAsync<InvalidOperationException>().WithMessage("The API has no GET /weather.");
        clock.Calls.Should().Be(0);
    }

    [Fact]
    public async Task An_answer_that_breaks_the_description_fails()
    {
        clock.Says = "\"noon\"";

        var get = () => client.GetAsync(new Uri("http://forge/api/time"));

        await get.Should().ThrowAsync<InvalidOperationException>().WithMessage("*: IntegerExpected at *");
    }

    [Fact]
    public async Task Other_addresses_are_not_checked() =>
        (await client.GetStringAsync(new Uri("http://forge/weather"))).Should().Be("12");

    public void Dispose()
    {
        client.Dispose();
        clock.Dispose();
    }

    private sealed class Clock : HttpMessageHandler
    {
        public string Says { get; set; } = "12";

        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Calls++;
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent(Says, Encoding.UTF8, "application/json"),
                }
            );
        }
    }
}
