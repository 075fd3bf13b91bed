using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Contracts;
using GitOpsPromotion.Forges.Serving;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class ApiShapeTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task Demands_a_version()
    {
        var answer = await SendToAsync(HttpMethod.Get, Repository.Api.AbsoluteUri);

        answer.Status.Should().Be(400);
        answer.Type.Should().Be("VssVersionNotSpecifiedException");
    }

    [Fact]
    public async Task Takes_the_version_from_the_accept_header()
    {
        Headers.Add("Accept", "application/json;api-version=7.1");

        (await SendToAsync(HttpMethod.Get, Repository.Api.AbsoluteUri)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Knows_no_version_that_is_newer_than_the_server()
    {
        Forge.NewestVersion = new(6, 1);

        var answer = await GetAsync("");

        answer.Status.Should().Be(400);
        answer.Type.Should().Be("VssVersionOutOfRangeException");
        answer.Message.Should().EndWith("The latest REST API version this server supports is 6.1.");
        (await SendToAsync(HttpMethod.Get, $"{Repository.Api}?api-version=6.0")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Demands_that_a_preview_is_called_one()
    {
        var answer = await SendToAsync(HttpMethod.Get, $"{Forge.Collection}_apis/connectionData?api-version=7.1");

        answer.Status.Should().Be(400);
        answer.Type.Should().Be("VssInvalidPreviewVersionException");
    }

    [Fact]
    public async Task Finds_a_repository_by_its_ids()
    {
        var answer = await SendToAsync(
            HttpMethod.Get,
            $"{Forge.Collection}{Repository.Project.Id}/_apis/git/repositories/{Repository.Id}?api-version=7.1"
        );

        answer["name"].GetString().Should().Be("gitops");
        answer["defaultBranch"].GetString().Should().Be("refs/heads/main");
        answer["project"].GetProperty("name").GetString().Should().Be("Web Shop");
        answer["remoteUrl"].GetString().Should().Be($"{Forge.Collection}Web%20Shop/_git/gitops");
    }

    [Theory]
    [InlineData("nowhere", "gitops", "ProjectDoesNotExistWithNameException", "TF200016")]
    [InlineData("Web%20Shop", "nothing", "GitRepositoryNotFoundException", "TF401019")]
    public async Task Knows_only_what_is_there(string project, string repository, string type, string code)
    {
        var answer = await SendToAsync(
            HttpMethod.Get,
            $"{Forge.Collection}{project}/_apis/git/repositories/{repository}?api-version=7.1"
        );

        answer.Status.Should().Be(404);
        answer.Type.Should().Be(type);
        answer.Message.Should().StartWith(code);
    }

    [Fact]
    public async Task Remembers_a_request_that_the_vendor_does_not_describe()
    {
        Assert.SkipWhen(ApiDescription.Find("azure-devops") is null, ApiDescription.Missing);

        var answer = await GetAsync("/pullrequests?searchCriteria.status=open");

        answer.Status.Should().Be(500);
        Forge.TakeViolations().Should().ContainSingle().Which.Should().Contain("searchCriteria.status");
    }

    [Fact]
    public async Task Remembers_a_request_that_it_does_not_know()
    {
        var answer = await GetAsync("/stats/branches");

        answer.Status.Should().Be(500);
        Forge.TakeViolations().Should().ContainSingle().Which.Should().Contain("/stats/branches");
    }

    [Fact]
    public async Task Tells_of_what_nobody_looked_at_when_it_is_disposed()
    {
        using GitOpsPromotion.Forges.GitSandbox sandbox = new();
        var forge = await AzureDevOpsForge.StartAsync(sandbox.Path);
        Use(forge.Token);
        await SendToAsync(HttpMethod.Get, $"{forge.Collection}_apis/projects?api-version=7.1");

        var dispose = async () => await forge.DisposeAsync();

        await dispose.Should().ThrowAsync<InvalidOperationException>().WithMessage("*_apis/projects*");
    }

    [Fact]
    public async Task Begins_with_a_byte_order_mark_where_it_is_told_to()
    {
        Forge.WritesByteOrderMark = true;
        using HttpClient client = new();
        client.DefaultRequestHeaders.Authorization = Headers.Authorization;

        var bytes = await client.GetByteArrayAsync(new Uri($"{Repository.Api}?api-version=7.1"));

        bytes.Take(4).Should().Equal(0xEF, 0xBB, 0xBF, (byte)'{');
    }

    [Fact]
    public async Task Asks_to_wait_although_all_is_well()
    {
        Forge.Throttle.Next(retryAfterSeconds: 7);

        var slow = await GetAsync("");
        var fast = await GetAsync("");

        slow.Status.Should().Be(200);
        slow.Header("Retry-After").Should().Be("7");
        slow.Header("X-RateLimit-Remaining").Should().Be("0");
        fast.Header("Retry-After").Should().BeNull();
    }

    [Fact]
    public async Task Blocks_who_asks_too_much()
    {
        Forge.Faults.Next(AzureDevOpsFault.Blocked(retryAfterSeconds: 30));

        var answer = await GetAsync("");

        answer.Status.Should().Be(429);
        answer.Message.Should().StartWith("TF400733");
        answer.Header("Retry-After").Should().Be("30");
    }

    [Fact]
    public async Task Fails_in_other_shapes_than_its_own()
    {
        Forge.Faults.Next(AzureDevOpsFault.PlainText(400, "A potentially dangerous Request.Path value was detected."));
        Forge.Faults.Next(AzureDevOpsFault.Wrapped(500, "An error has occurred."));
        Forge.Faults.Next(AzureDevOpsFault.Unavailable());
        Forge.Faults.Next(AzureDevOpsFault.SignInPage);

        (await GetAsync("")).ContentType.Should().Be("text/plain");
        (await GetAsync(""))["value"].GetProperty("Message").GetString().Should().Be("An error has occurred.");
        (await GetAsync("")).Status.Should().Be(503);
        (await GetAsync("")).Status.Should().Be(203);
        (await GetAsync("")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Does_the_work_and_loses_the_answer()
    {
        Push();
        Forge.Faults.Next(new ForgeFault.Drop { AfterTheWork = true }, "POST", "/pullrequests");

        var open = () => OpenAsync();

        await open.Should().ThrowAsync<HttpRequestException>();
        Repository.PullRequests.Should().ContainSingle();
        (await OpenAsync()).Status.Should().Be(409);
    }
}
