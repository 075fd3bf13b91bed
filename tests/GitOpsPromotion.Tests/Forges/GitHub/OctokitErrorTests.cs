using System.Net;
using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using Octokit;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class OctokitErrorTests : GitHubForgeTests
{
    [Fact]
    public async Task An_unknown_token_has_bad_credentials()
    {
        Client.Credentials = new("ghp_wrong");

        await FailsAsync<AuthorizationException>("Bad credentials");
    }

    [Fact]
    public async Task A_request_without_a_token_requires_authentication()
    {
        Client.Credentials = Credentials.Anonymous;

        await FailsAsync<AuthorizationException>("Requires authentication");
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        Use(Forge.AddToken("contents=write"));

        var failure = await FailsAsync<ForbiddenException>("Resource not accessible by personal access token");

        failure.HttpResponse.Headers["X-Accepted-GitHub-Permissions"].Should().Be("pull_requests=read");
    }

    [Fact]
    public async Task An_unknown_commit_is_unprocessable()
    {
        var find = () => Client.Repository.Commit.PullRequests(Owner, Name, new string('a', 40));

        (await find.Should().ThrowAsync<ApiException>().WithMessage("No commit found for SHA: aaaa*"))
            .Which.StatusCode.Should()
            .Be(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_unknown_repository_pull_request_or_branch_is_not_found()
    {
        var list = () => Client.PullRequest.GetAllForRepository(Owner, "other");
        var read = () => ReadAsync(4711);
        var branch = () => Client.Repository.Branch.Get(Owner, Name, "none");

        await list.Should().ThrowAsync<NotFoundException>();
        await read.Should().ThrowAsync<NotFoundException>();
        await branch.Should().ThrowAsync<NotFoundException>().WithMessage("Branch not found");
    }

    [Fact]
    public async Task A_branch_with_a_slash_is_read_with_its_protection()
    {
        Repository.Rules("promote/webui").RequiredChecks.Add("ci");
        var commit = Push("promote/webui", "1.0");

        var branch = await Client.Repository.Branch.Get(Owner, Name, "promote/webui");

        branch.Protected.Should().BeTrue();
        branch.Commit.Sha.Should().Be(commit);
    }

    [Fact]
    public async Task The_secondary_rate_limit_is_recognized()
    {
        Forge.Faults.Next(GitHubFault.SecondaryLimit(retryAfterSeconds: 7));

        var failure = await FailsAsync<SecondaryRateLimitExceededException>("*secondary rate limit*");

        failure.HttpResponse.Headers["Retry-After"].Should().Be("7");
    }

    private async Task<T> FailsAsync<T>(string message)
        where T : ApiException
    {
        var list = () => Client.PullRequest.GetAllForRepository(Owner, Name);
        return (await list.Should().ThrowAsync<T>().WithMessage(message)).Which;
    }
}
