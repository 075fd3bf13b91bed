using FluentAssertions;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

public static class ImageMentionTests
{
    [Theory]
    [InlineData("ghcr.io/acme/web", "a: 1\nimage: ghcr.io/acme/web:1.0")]
    [InlineData("ghcr.io/acme/web", "b:\n  repository: acme/web")]
    [InlineData("ghcr.io/acme/web", "b:\n  - mirror.example.com:5000/acme/web@sha256:0")]
    [InlineData("docker.io/library/nginx", "b:\n  image: nginx")]
    [InlineData("nginx", "b:\n  \"image\": \"index.docker.io/library/nginx:1\"")]
    [InlineData("localhost:5000/web", "b:\n  newName: web")]
    public static void Finds_an_image_in_any_registry(string name, string text) =>
        ImageMention.FindLine(text, name).Should().Be(2);

    [Theory]
    [InlineData("ghcr.io/acme/web", "image: ghcr.io/acme/web-ui:1.0")]
    [InlineData("ghcr.io/acme/web", "image: ghcr.io/bigacme/web:1.0")]
    [InlineData("ghcr.io/acme/web", "image: ghcr.io/acme/web/ui:1.0")]
    [InlineData("nginx", "name: nginx")]
    [InlineData("nginx", "image: nginx-exporter")]
    [InlineData("nginx", "image: my-nginx")]
    public static void Does_not_find_similar_names(string name, string text) =>
        ImageMention.FindLine(text, name).Should().BeNull();
}
