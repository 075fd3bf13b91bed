using FluentAssertions;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

public static class SlotImagesTests
{
    [Fact]
    public static void Reads_the_names_beside_a_tag() =>
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
    public static void Reads_the_name_in_an_image() =>
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
    public static void Does_not_guess_of_what_a_lone_tag_is_one() =>
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
