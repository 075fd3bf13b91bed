using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public static class SourceCommitVerifierTests
{
    private const string Image = "image: ghcr.io/webui:1.0 # {\"$imagepolicy\": \"webshop:webui\"}\n";

    private static readonly string Digest = $"sha256:{new string('e', 64)}";

    public static TheoryData<string, string, string> OtherImages { get; } =
        new()
        {
            { $"ghcr.io/webui:2.0@{Digest}", $"\"digest\":\"{Digest}\"", $"digest {Digest}" },
            { "evil.io/x:2.0", "\"image\":\"evil.io/x\"", "image evil.io/x" },
        };

    [Trait("suite", "release")]
    [Theory]
    [MemberData(nameof(OtherImages))]
    public static async Task Fails_the_check_if_the_environment_before_has_another_digest_or_image(
        string image,
        string metadata,
        string part
    )
    {
        await using var shop = await Shop.OpenToQaAsync(files: ("webshop/qa/app.yaml", Image));
        var head = shop.Remote.Tamper(
            "promote/webshop-webui",
            Tampering.Write("webshop/qa/app.yaml", Image.Replace("ghcr.io/webui:1.0", image, StringComparison.Ordinal))
        );
        await shop.EditDescriptionAsync(
            shop.PullRequest.Description.Replace("\"type\"", $"{metadata},\"type\"", StringComparison.Ordinal),
            CommitSha.Parse(head)
        );

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain($"its branch has {part} of webshop:webui, which environment dev does not have");
    }
}
