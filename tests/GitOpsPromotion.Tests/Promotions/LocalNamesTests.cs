using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

public sealed class LocalNamesTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly TestRepository clone;

    public LocalNamesTests()
    {
        var remote = sandbox.CreateRemote();
        remote.Commit("main", Webshop.Files(Webshop.PerApp));
        clone = sandbox.Clone(remote);
        // The remote must not be used.
        clone.Git("remote", "set-url", "origin", "https://forge.invalid/acme/webshop.git");
    }

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Come_from_the_markers_of_the_whole_repository()
    {
        var folder = Directory.CreateDirectory(Path.Combine(clone.Path, "docs")).FullName;

        var policies = await new LocalNames(folder).FindPoliciesAsync(CancellationToken.None);

        policies.Select(policy => policy.ToString()).Should().BeEquivalentTo("webshop:webui", "webshop:cart");
    }

    [Fact]
    public async Task Are_the_environments_in_their_order() =>
        (await new LocalNames(clone.Path).FindEnvironmentsAsync(CancellationToken.None))
            .Select(environment => environment.Value)
            .Should()
            .Equal("dev", "qa", "prod");

    [Fact]
    public async Task Come_from_the_default_branch_whatever_is_checked_out()
    {
        clone.Git("checkout", "--quiet", "--orphan", "empty");

        (await new LocalNames(clone.Path).FindPoliciesAsync(CancellationToken.None)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Fail_outside_of_a_repository()
    {
        var outside = () => new LocalNames(sandbox.Path).FindPoliciesAsync(CancellationToken.None);

        await outside.Should().ThrowAsync<PromotionException>();
    }
}
