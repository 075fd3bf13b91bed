using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class StatusTests : GitHubForgeTests
{
    private string Commit => Remote.Resolve("main");

    [Fact]
    public async Task Sets_one_and_lists_the_newest_first()
    {
        await SetAsync("pending", "ci");
        var created = await SetAsync("success", "CI", "All well");

        var listed = await GetAsync($"/commits/{Commit}/statuses");

        created.Status.Should().Be(201);
        listed
            .Body.EnumerateArray()
            .Select(status => status.GetProperty("state").GetString())
            .Should()
            .Equal("success", "pending");
    }

    [Fact]
    public async Task Combines_the_newest_of_each_context()
    {
        await SetAsync("failure", "ci");
        await SetAsync("success", "CI");
        await SetAsync("pending", "deploy");

        var combined = await GetAsync($"/commits/{Commit}/status?per_page=1");

        combined["state"].GetString().Should().Be("pending");
        combined["total_count"].GetInt32().Should().Be(2);
        combined["statuses"].GetArrayLength().Should().Be(1);
        combined.Header("Link").Should().Contain("rel=\"next\"");
    }

    [Theory]
    [InlineData("main")]
    [InlineData("heads/main")]
    public async Task Takes_a_branch_for_its_commit(string name)
    {
        await SetAsync("success", "ci");

        (await GetAsync($"/commits/{Uri.EscapeDataString(name)}/status"))["sha"].GetString().Should().Be(Commit);
    }

    [Fact]
    public async Task Takes_check_runs_for_none()
    {
        Repository.AddCheckRun(Commit, "ci");

        (await GetAsync($"/commits/{Commit}/status"))["statuses"].GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Refuses_a_description_that_is_too_long()
    {
        var answer = await SetAsync("success", "ci", new string('x', 141));

        answer.Status.Should().Be(422);
        answer["errors"]
            [0]
            .GetProperty("message")
            .GetString()
            .Should()
            .Be("description is too long (maximum is 140 characters)");
    }

    [Fact]
    public async Task Refuses_one_more_than_a_thousand()
    {
        for (var number = 0; number < 1000; number++)
        {
            Repository.SetStatus(Commit, "ci");
        }

        var answer = await SetAsync("success", "ci");

        answer.Status.Should().Be(422);
        answer["errors"][0].GetProperty("message").GetString().Should().Contain("maximum number of statuses");
    }

    [Fact]
    public async Task Knows_no_commit_that_is_not_there() =>
        (await SendAsync(HttpMethod.Post, $"/statuses/{new string('a', 40)}", new { state = "success" }))
            .Status.Should()
            .Be(422);

    private Task<GitHubAnswer> SetAsync(string state, string context, string? description = null) =>
        SendAsync(
            HttpMethod.Post,
            $"/statuses/{Commit}",
            new
            {
                state,
                context,
                description,
            }
        );
}
