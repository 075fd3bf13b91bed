using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using FluentAssertions;
using GitOpsPromotion.Providers.Http;

namespace GitOpsPromotion.Tests.Providers.Http;

/// <summary>A client of a server that answers as each test says, on a clock that waits for nothing.</summary>
public abstract class ApiClientTest
{
    private protected const string Token = "s3cret-token";

    private readonly HttpClient http;

    protected ApiClientTest() => http = new HttpClient(Forge);

    private protected ScriptedServer Forge { get; } = new();

    private protected JumpingTime Time { get; } = new();

    private protected ApiServer Server { get; init; } =
        new(new Uri("https://api.example.com"), new AuthenticationHeaderValue("Bearer", Token), [Token]);

    private protected static ApiRequest Read { get; } =
        new(HttpMethod.Get, new Uri("https://api.example.com/pulls/7?a=b"), "Pull request 7 was not read");

    private protected static ApiRequest Write { get; } =
        new ApiRequest(HttpMethod.Post, new Uri("https://api.example.com/pulls"), "No pull request was opened").With(
            new Sample("Promote"),
            SampleJson.Default.Sample
        );

    private protected ApiClient Client() => new(http, Server, Time);

    private protected Task<ApiResponse> SendAsync(ApiRequest request) =>
        Client().SendAsync(request, CancellationToken.None);

    private protected async Task<PromotionException> FailureOf(ApiRequest request) =>
        await FailureOf(() => SendAsync(request));

    private protected static async Task<PromotionException> FailureOf(Func<Task> action) =>
        (await action.Should().ThrowAsync<PromotionException>()).Which;
}

internal sealed record Sample(string Title);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Sample))]
internal sealed partial class SampleJson : JsonSerializerContext;
