using FluentAssertions;
using GitOpsPromotion.Providers.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public static class AzureDevOpsAuthorizationTests
{
    [Theory]
    [InlineData("a-personal-access-token", "Basic OmEtcGVyc29uYWwtYWNjZXNzLXRva2Vu")]
    [InlineData("eyJ", "Basic OmV5Sg==")]
    [InlineData("eyJhbGci.eyJhdWQi", "Basic OmV5SmhiR2NpLmV5SmhkV1Fp")]
    [InlineData("eyJhbGci.eyJhdWQi.c2ln\n", "Basic OmV5SmhiR2NpLmV5SmhkV1FpLmMybG4K")]
    [InlineData("eyJhbGci.eyJhdWQi.c2ln", "Bearer eyJhbGci.eyJhdWQi.c2ln")]
    [InlineData("eyJhbGci.eyJhdWQi.", "Bearer eyJhbGci.eyJhdWQi.")]
    public static void Is_Bearer_for_a_web_token_and_Basic_for_any_other(string token, string header) =>
        AzureDevOpsAuthorization.For(token).ToString().Should().Be(header);

    [Fact]
    public static void Is_secret_in_each_form() =>
        AzureDevOpsAuthorization.SecretsOf("pat").Should().Equal("OnBhdA==", "pat");
}
