using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Contracts;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class ApiTests : AzureDevOpsForgeTests
{
    [Theory]
    [InlineData("", "400 VssVersionNotSpecifiedException")]
    [InlineData("latest", "400 VssInvalidApiVersionException")]
    [InlineData("7.0", "400 VssVersionOutOfRangeException")]
    [InlineData("6.1", "200 ")]
    public async Task A_request_needs_a_version_that_the_server_supports(string version, string error)
    {
        Forge.NewestVersion = new(6, 1);

        (await GetAsync("/pullrequests", version)).Error.Should().Be(error);
    }

    [Fact]
    public async Task The_version_may_be_in_the_accept_header()
    {
        Headers.Add("Accept", "application/json;api-version=7.1");

        (await GetAsync("/pullrequests", version: "")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_preview_needs_the_preview_flag() =>
        (await GetAsync("_apis/connectionData")).Error.Should().Be("400 VssInvalidPreviewVersionException");

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

    [Fact]
    public async Task A_request_that_azure_devops_does_not_describe_is_a_violation()
    {
        Assert.SkipWhen(ApiDescription.Find("azure-devops") is null, ApiDescription.Missing);

        (await GetAsync("/pullrequests?searchCriteria.status=open")).Status.Should().Be(500);
        Forge.TakeViolations().Should().ContainSingle().Which.Should().Contain("searchCriteria.status");
    }

    [Fact]
    public async Task A_request_that_the_forge_does_not_support_is_a_violation_that_fails_the_test()
    {
        (await GetAsync("/stats/branches")).Status.Should().Be(500);

        var dispose = async () => await Forge.DisposeAsync();

        await dispose.Should().ThrowAsync<InvalidOperationException>().WithMessage("*/stats/branches*");
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
    public async Task A_throttled_answer_says_how_long_to_wait()
    {
        Forge.Throttle.Next(retryAfterSeconds: 7);

        var slow = await GetAsync("/pullrequests");
        var fast = await GetAsync("/pullrequests");

        slow.Status.Should().Be(200);
        slow.Header("Retry-After").Should().Be("7");
        slow.Header("X-RateLimit-Remaining").Should().Be("0");
        fast.Header("Retry-After").Should().BeNull();
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
