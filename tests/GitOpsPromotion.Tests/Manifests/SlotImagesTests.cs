using FluentAssertions;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

public static class SlotImagesTests
{
    [Fact]
    public static void Reads_the_names_next_to_a_tag() =>
        Find(
                """
                images:
                  - name: cart
                    newTag: "7.0"
                  - name: web
                    newName: ghcr.io/acme/web
                    newTag: "1.0" # {"$imagepolicy": "webshop:webui:tag"}
                """
            )
            .Should()
            .BeEquivalentTo("web", "ghcr.io/acme/web");

    [Fact]
    public static void Reads_the_repository_of_an_image_reference() =>
        Find(
                """
                containers:
                  - name: main
                    image: ghcr.io/acme/web:1.0 # {"$imagepolicy": "webshop:webui"}
                """
            )
            .Should()
            .Equal("ghcr.io/acme/web");

    [Fact]
    public static void Does_not_guess_the_image_of_a_tag_without_a_name() =>
        Find(
                """
                image: ghcr.io/acme/web:1.0 # {"$imagepolicy": "webshop:webui"}
                other:
                  version: "1.0" # {"$imagepolicy": "webshop:webui:tag"}
                """
            )
            .Should()
            .BeNull();

    private static IReadOnlyList<string>? Find(string text) =>
        SlotImages.Find(new Manifest("a.yaml", text), Given.Webui);
}
