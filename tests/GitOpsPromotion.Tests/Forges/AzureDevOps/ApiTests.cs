using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Contracts;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class ApiTests : AzureDevOpsForgeTests
{
    [Theory]
    [InlineData("nowhere", "gitops", "404 ProjectDoesNotExistWithNameException")]
    [InlineData("Web%20Shop", "nothing", "404 GitRepositoryNotFoundException")]
    [InlineData("web%20shop", "GITOPS", "200 ")]
    public async Task A_repository_is_found_by_its_name(string project, string repository, string error) =>
        (await GetAsync($"{project}/_apis/git/repositories/{repository}/pullrequests")).Error.Should().Be(error);

    [Fact]
    public async Task A_repository_is_found_by_its_ids() =>
        (await GetAsync($"{Repository.Project.Id}/_apis/git/repositories/{Repository.Id}/pullrequests"))
            .Status.Should()
            .Be(200);

    [Theory]
    [InlineData("/pullrequests?searchCriteria.status=open", "7.1", "*searchCriteria.status*")]
    [InlineData("/pullrequests", "", "*requires the query parameter 'api-version'*")]
    [InlineData("/pullrequests", "7.2", "*'api-version': NotInEnumeration*")]
    [InlineData("/stats/branches", "7.1", "*/stats/branches*")]
    public async Task A_request_that_azure_devops_does_not_describe_fails_the_test(
        string path,
        string version,
        string violation
    )
    {
        Assert.SkipWhen(ApiDescription.Find("azure-devops") is null, ApiDescription.Missing);

        (await GetAsync(path, version)).Status.Should().Be(500);

        var dispose = async () => await Forge.DisposeAsync();
        await dispose.Should().ThrowAsync<InvalidOperationException>().WithMessage(violation);
    }

    [Fact]
    public async Task An_answer_may_begin_with_a_byte_order_mark()
    {
        Forge.WritesByteOrderMark = true;
        using HttpClient client = new();
        client.DefaultRequestHeaders.Authorization = Headers.Authorization;

        var bytes = await client.GetByteArrayAsync(new Uri($"{Repository.Api}/pullrequests?api-version=7.1"));

        bytes.Take(4).Should().Equal(0xEF, 0xBB, 0xBF, (byte)'{');
    }

    [Fact]
    public async Task A_blocked_request_says_how_long_to_wait()
    {
        Forge.Faults.Next(AzureDevOpsFault.Blocked(retryAfterSeconds: 30));

        var blocked = await GetAsync("/pullrequests");

        blocked.Error.Should().Be("429 RequestBlockedException");
        blocked.Header("Retry-After").Should().Be("30");
    }

    [Fact]
    public async Task Branches_are_listed_by_the_beginning_of_their_names()
    {
        var head = Push();

        var refs = await GetAsync("/refs?filter=heads/promote/");

        refs.Each("name").Should().Equal(RefOf(Branch));
        refs.Each("objectId").Should().Equal(head);
    }
}
