using FluentAssertions;
using GitOpsPromotion.Forges.GitHub;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class BranchTests : GitHubForgeTests
{
    [Fact]
    public async Task Shows_what_protection_requires()
    {
        Repository.RequireCheck("ci");

        var branch = await GetAsync("/branches/main");

        branch["commit"].GetProperty("sha").GetString().Should().Be(Remote.Resolve("main"));
        branch["protected"].GetBoolean().Should().BeTrue();
        At(branch.Body, "protection", "required_status_checks", "contexts")[0].GetString().Should().Be("ci");
    }

    [Fact]
    public async Task Shows_what_rulesets_require()
    {
        var rules = Repository.Rules(source: GitHubRuleSource.Ruleset);
        rules.RequiredChecks.Add("ci");
        rules.RequiredReviews = 1;
        rules.RequiresLinearHistory = true;
        rules.UsesMergeQueue = true;

        var active = await GetAsync("/rules/branches/main");

        active
            .Body.EnumerateArray()
            .Select(rule => rule.GetProperty("type").GetString())
            .Should()
            .BeEquivalentTo(
                "non_fast_forward",
                "required_status_checks",
                "pull_request",
                "required_linear_history",
                "merge_queue"
            );
        (await GetAsync("/branches/main"))["protected"].GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Takes_a_name_with_slashes()
    {
        var commit = Push("promote/webshop-webui", "1.0");

        var branch = await GetAsync("/branches/promote%2Fwebshop-webui");
        var reference = await GetAsync("/git/ref/heads%2Fpromote%2Fwebshop-webui");

        branch["name"].GetString().Should().Be("promote/webshop-webui");
        At(reference.Body, "object", "sha").GetString().Should().Be(commit);
    }

    [Fact]
    public async Task Knows_no_branch_that_is_not_there()
    {
        (await GetAsync("/branches/none")).Status.Should().Be(404);
        (await GetAsync("/git/ref/heads%2Fnone")).Status.Should().Be(404);
        (await SendAsync(HttpMethod.Delete, "/git/refs/heads%2Fnone")).Status.Should().Be(422);
    }
}
