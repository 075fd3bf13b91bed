using System.Net;
using FluentAssertions;
using GitOpsPromotion.Forges.Contracts;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class AccessTests : GitHubForgeTests
{
    [Fact]
    public async Task A_request_needs_a_user_agent()
    {
        Http.DefaultRequestHeaders.UserAgent.Clear();

        (await GetAsync("pulls")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("2022-11-28", HttpStatusCode.OK)]
    [InlineData("2026-03-10", HttpStatusCode.OK)]
    [InlineData("2019-01-01", HttpStatusCode.BadRequest)]
    public async Task An_unsupported_version_of_the_api_is_refused(string version, HttpStatusCode status)
    {
        Http.DefaultRequestHeaders.Add("X-GitHub-Api-Version", version);

        (await GetAsync("pulls")).StatusCode.Should().Be(status);
    }

    [Fact]
    public async Task The_newest_version_of_the_api_has_no_merge_commit_sha()
    {
        var number = (await OpenAsync()).Number;
        Forge.HasNoMergeCommitSha = true;

        (await Http.GetStringAsync(Relative($"pulls/{number}"))).Should().NotContain("merge_commit_sha");
    }

    [Fact]
    public async Task An_old_name_redirects_to_the_repository()
    {
        Repository.Rename("acme/deployments");

        using var moved = await GetAsync("pulls?state=all");
        using var content = new StringContent("""{"state":"success"}""");
        using var written = await Http.PostAsync(Relative($"statuses/{Remote.Resolve("main")}"), content);

        moved.StatusCode.Should().Be(HttpStatusCode.MovedPermanently);
        moved.Headers.Location.Should().Be(new Uri($"{Forge.Api}repositories/{Repository.Id}/pulls?state=all"));
        (await Http.GetStringAsync(moved.Headers.Location)).Should().Be("[]");
        written.StatusCode.Should().Be(HttpStatusCode.TemporaryRedirect);
    }

    [Theory]
    [InlineData("pulls?branch=main", "*GET /repos/{owner}/{repo}/pulls has no query parameter 'branch'.*")]
    [InlineData("rulesets", "*GET /repos/acme/gitops/rulesets*")]
    public async Task A_request_that_github_does_not_describe_fails_the_test(string path, string violation)
    {
        Assert.SkipWhen(ApiDescription.Find("github") is null, ApiDescription.Missing);
        using var answer = await GetAsync(path);

        var dispose = async () => await Forge.DisposeAsync();

        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        await dispose.Should().ThrowAsync<InvalidOperationException>().WithMessage(violation);
    }

    private Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(Relative(path));

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
