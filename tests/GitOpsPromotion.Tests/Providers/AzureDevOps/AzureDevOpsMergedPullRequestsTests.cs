using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed class AzureDevOpsMergedPullRequestsTests : ScriptedAzureDevOpsTest
{
    private const string Queries =
        """{"type":"lastMergeCommit","items":["cccccccccccccccccccccccccccccccccccccccc"]},{"type":"commit","items":["cccccccccccccccccccccccccccccccccccccccc"]}""";

    private static readonly string Completed = Pull(status: "completed", mergeCommit: Merge);

    [Fact]
    public async Task Are_found_with_two_requests()
    {
        Forge
            .On("POST pullrequestquery", Answer(Found(Pull(status: "completed", description: "What")), "{}"))
            .On("GET pullrequests/7", Completed);

        var found = await FindAsync();

        found.Should().Be(Opened with { State = PullRequestState.Merged, MergeCommit = Merge });
        Forge.Requests.Should().Equal($$"""POST pullrequestquery {"queries":[{{Queries}}]}""", "GET pullrequests/7");
    }

    [Fact]
    public async Task Are_found_by_a_commit_that_they_brought()
    {
        Forge
            .On(
                "POST pullrequestquery",
                Answer(
                    "{}",
                    Found(Pull(id: 5, status: "abandoned"), Pull(id: 3, status: "completed"), Pull(status: "completed"))
                )
            )
            .On("GET pullrequests/7", Completed);

        (await FindAsync())!.Number.Should().Be(7);
    }

    [Fact]
    public async Task Are_rather_those_whose_merge_made_the_commit()
    {
        Forge
            .On(
                "POST pullrequestquery",
                Answer(Found(Pull(status: "completed")), Found(Pull(id: 9, status: "completed")))
            )
            .On("GET pullrequests/7", Completed);

        (await FindAsync())!.Number.Should().Be(7);
    }

    [Fact]
    public async Task Tell_of_a_fork()
    {
        Forge
            .On("POST pullrequestquery", Answer(Found(Pull(status: "completed")), "{}"))
            .On("GET pullrequests/7", Pull(status: "completed", mergeCommit: Merge, fork: "stranger"));

        (await FindAsync())!.IsFromFork.Should().BeTrue();
    }

    [Fact]
    public async Task Are_none_of_another_target_branch()
    {
        Forge.On(
            "POST pullrequestquery",
            Answer(Found(Pull(id: 5, status: "completed", target: "refs/heads/release")), "{}")
        );

        (await FindAsync()).Should().BeNull();
    }

    [Fact]
    public async Task May_be_of_a_branch_that_was_renamed_since()
    {
        Forge
            .On(
                "POST pullrequestquery",
                Answer(Found(Pull(id: 5, status: "completed", target: "refs/heads/master")), "{}")
            )
            .On(
                "GET pullrequests/5",
                Pull(id: 5, status: "completed", target: "refs/heads/master", mergeCommit: Merge)
            );

        (await FindAsync(orElsewhere: true))!.TargetBranch.Value.Should().Be("master");
    }

    [Fact]
    public async Task Are_those_of_the_target_branch_before_others()
    {
        Forge
            .On(
                "POST pullrequestquery",
                Answer(
                    Found(Pull(id: 8, status: "completed", target: "refs/heads/master"), Pull(status: "completed")),
                    "{}"
                )
            )
            .On("GET pullrequests/7", Completed);

        (await FindAsync(orElsewhere: true))!.Number.Should().Be(7);
    }

    [Fact]
    public async Task Are_none_that_are_still_open()
    {
        Forge.On("POST pullrequestquery", Answer(Found(Pull()), Found(Pull())));

        (await FindAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData("""{"queries":[],"results":[{},{}]}""")]
    [InlineData("""{"queries":[],"results":[]}""")]
    [InlineData("""{"queries":[]}""")]
    public async Task Are_none_where_the_server_knows_none_after_a_while(string answer)
    {
        Forge.On("POST pullrequestquery", answer);

        (await FindAsync()).Should().BeNull();

        Forge.CountOf("POST pullrequestquery").Should().Be(5);
        Time.Elapsed.Should().Be(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task Are_found_a_while_after_the_merge()
    {
        Forge
            .On("POST pullrequestquery", Answer("{}", "{}"), Answer(Found(Completed), "{}"))
            .On("GET pullrequests/7", Completed);

        (await FindAsync())!.Number.Should().Be(7);
    }

    private Task<PullRequest?> FindAsync(bool orElsewhere = false) =>
        Provider.FindMergedPullRequestAsync(Merge, Main, orElsewhere, CancellationToken.None);

    private static string Found(params string[] pulls) => $$"""{"{{Merge}}":[{{string.Join(',', pulls)}}]}""";

    private static string Answer(string ofMerge, string ofCommit) =>
        $$"""{"queries":[{{Queries}}],"results":[{{ofMerge}},{{ofCommit}}]}""";
}
