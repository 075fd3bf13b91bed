using FluentAssertions;
using Octokit;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class OctokitStatusTests : GitHubForgeTests
{
    private string Commit => Remote.Resolve("main");

    [Fact]
    public async Task Statuses_are_listed_with_the_newest_first()
    {
        await SetAsync(CommitState.Pending, "ci");
        await SetAsync(CommitState.Success, "CI", "All well");

        var statuses = await Client.Repository.Status.GetAll(Owner, Name, Commit);

        statuses.Select(one => one.State.Value).Should().Equal(CommitState.Success, CommitState.Pending);
        statuses[0].Description.Should().Be("All well");
        statuses[0].Creator.Login.Should().Be("grace");
    }

    [Fact]
    public async Task The_combined_status_has_the_newest_of_each_context_and_no_check_run()
    {
        await SetAsync(CommitState.Failure, "ci");
        await SetAsync(CommitState.Success, "CI");
        Repository.AddCheckRun(Commit, "build", "failure");
        (await CombinedAsync()).State.Value.Should().Be(CommitState.Success);

        await SetAsync(CommitState.Pending, "deploy");

        var combined = await CombinedAsync("heads/main");
        combined.State.Value.Should().Be(CommitState.Pending);
        combined.TotalCount.Should().Be(2);
        combined.Statuses.Select(one => one.Context).Should().BeEquivalentTo("CI", "deploy");
        combined.Sha.Should().Be(Commit);
    }

    [Fact]
    public async Task A_page_of_the_combined_status_has_30_contexts()
    {
        for (var number = 1; number <= 31; number++)
        {
            Repository.SetStatus(Commit, $"ci/{number}");
        }

        var combined = await CombinedAsync();

        combined.TotalCount.Should().Be(31);
        combined.Statuses.Should().HaveCount(30);
    }

    [Fact]
    public async Task A_description_has_at_most_140_characters()
    {
        var set = () => SetAsync(CommitState.Success, "ci", new string('x', 141));

        (await set.Should().ThrowAsync<ApiValidationException>())
            .Which.ApiError.Errors[0]
            .Message.Should()
            .Be("description is too long (maximum is 140 characters)");
    }

    private Task<CombinedCommitStatus> CombinedAsync(string? reference = null) =>
        Client.Repository.Status.GetCombined(Owner, Name, reference ?? Commit);

    private Task<CommitStatus> SetAsync(CommitState state, string context, string? description = null) =>
        Client.Repository.Status.Create(
            Owner,
            Name,
            Commit,
            new()
            {
                State = state,
                Context = context,
                Description = description,
            }
        );
}
