using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>A promotion whose description was edited.</summary>
public static class EditedDescriptionTests
{
    private static readonly (string Written, string Edited, string Reason)[] Edits =
    [
        ("\"tag\":\"2.0\"", "\"tag\":\"2.1\"", "its branch does not have that version in webshop/qa/app.yaml"),
        ("\"app\":\"webui\"", "\"app\":\"cart\"", "whose branch is 'promote/webshop-cart'"),
        ("\"group\":\"webshop\"", "\"group\":\"other\"", "whose branch is 'promote/other-webui'"),
        ("\"env\":\"qa\"", "\"env\":\"dev\"", "its branch changes webshop/qa/app.yaml"),
        ("\"env\":\"qa\"", "\"env\":\"prod\"", "its branch changes webshop/qa/app.yaml"),
        ("\"type\":\"promote\"", "\"type\":\"feature\"", "says that it is a review"),
        ("<!-- metadata", "<!-- nothing", "does not begin with the metadata"),
        ("\"tag\":\"2.0\"", "\"tag\":\"\"", "cannot be read"),
        ("\"sha\":\"", "\"sha\":\"0", "cannot be read"),
    ];

    [Fact]
    public static async Task Fails_the_check()
    {
        await using var shop = await Shop.OpenToQaAsync();
        await shop.EditDescriptionAsync(Edit(shop, "\"tag\":\"2.0\"", "\"tag\":\"2.1\""));

        var run = () => shop.CheckAsync();

        (await run.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Contain("does not match the repository")
            .And.Contain("its branch does not have that version in webshop/qa/app.yaml");
        shop.VersionIn("qa").Should().Be("1.0");
    }

    [Fact]
    public static async Task Does_not_match_its_branch()
    {
        await using var shop = await Shop.OpenToQaAsync();
        var snapshot = await BaseSnapshotReader.ReadAsync(shop.Repository, CancellationToken.None);
        foreach (var (written, edited, reason) in Edits)
        {
            var description = Edit(shop, written, edited);

            (await shop.FindMismatchAsync(shop.PullRequest.Head.Value, description, snapshot: snapshot))
                .Should()
                .Contain("does not match the repository")
                .And.Contain(reason);
        }
    }

    [Fact]
    public static async Task Does_not_match_with_another_source_commit()
    {
        await using var shop = await Shop.OpenToQaAsync();
        var before = shop.Remote.Resolve($"{shop.Tip}^");

        await ExpectAsync(before, "but that commit does not have it there");
        await ExpectAsync(new string('f', 40), "which is not on branch 'main'");
        await ExpectAsync("", "names no source commit");

        async Task ExpectAsync(string commit, string reason)
        {
            var metadata = (ParsedMetadata.Valid)
                PromotionMetadata.Parse(Edit(shop, $"\"sha\":\"{shop.Tip}\"", $"\"sha\":\"{commit}\""));
            GateCommits commits = new(
                shop.Repository,
                new Layout(Given.Configuration()),
                shop.PullRequest,
                metadata.Metadata,
                Given.Environment("dev")
            );

            var run = () => commits.ReadAsync(BranchName.Parse("main"), shop.Tip, CancellationToken.None);

            (await run.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain(reason);
        }
    }

    private static string Edit(Shop shop, string written, string edited)
    {
        shop.PullRequest.Description.Should().Contain(written);
        return shop.PullRequest.Description.Replace(written, edited, StringComparison.Ordinal);
    }
}
