using FluentAssertions;
using GitOpsPromotion.Forges.Merges;
using Octokit;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class OctokitPullRequestTests : GitHubForgeTests
{
    [Fact]
    public async Task A_pull_request_is_created_and_read()
    {
        var number = (await OpenAsync("promote/webui")).Number;

        var pull = await ReadAsync(number);

        pull.Title.Should().Be("Promote");
        pull.Body.Should().Be("The state.");
        pull.State.Value.Should().Be(ItemState.Open);
        pull.User.Login.Should().Be("grace");
        pull.Head.Label.Should().Be("acme:promote/webui");
        pull.Head.Sha.Should().Be(Remote.Resolve("promote/webui"));
        pull.Base.Ref.Should().Be("main");
        pull.Mergeable.Should().BeTrue();
        pull.MergeableState!.Value.Value.Should().Be(MergeableState.Clean);
        Remote.Resolve($"refs/pull/{number}/head").Should().Be(pull.Head.Sha);
        Remote.Resolve($"refs/pull/{number}/merge").Should().Be(pull.MergeCommitSha);
    }

    [Fact]
    public async Task A_second_pull_request_for_the_branch_is_invalid()
    {
        await OpenAsync();

        (await InvalidAsync(() => OpenAsync())).Message.Should().Be("A pull request already exists for acme:topic.");
    }

    [Fact]
    public async Task A_pull_request_without_commits_is_invalid()
    {
        Remote.Git("branch", "empty", "main");

        var error = await InvalidAsync(() => Client.PullRequest.Create(Owner, Name, new("Promote", "empty", "main")));

        error.Message.Should().Be("No commits between main and empty");
    }

    [Theory]
    [InlineData("none", "main", "head")]
    [InlineData("main", "none", "base")]
    public async Task A_pull_request_needs_both_branches(string head, string target, string field)
    {
        var error = await InvalidAsync(() => Client.PullRequest.Create(Owner, Name, new("Promote", head, target)));

        error.Field.Should().Be(field);
        error.Code.Should().Be("invalid");
    }

    [Fact]
    public async Task A_body_has_at_most_65536_characters()
    {
        var error = await InvalidAsync(() => OpenAsync(body: new string('x', 65537)));

        error.Message.Should().Be("body is too long (maximum is 65536 characters)");
    }

    [Fact]
    public async Task Title_and_body_are_updated()
    {
        var number = (await OpenAsync()).Number;

        await Client.PullRequest.Update(Owner, Name, number, new() { Title = "Newer", Body = "Other" });

        var pull = await ReadAsync(number);
        pull.Title.Should().Be("Newer");
        pull.Body.Should().Be("Other");
    }

    [Fact]
    public async Task A_pull_request_is_closed_and_opened_again()
    {
        var number = (await OpenAsync()).Number;

        var closed = await Client.PullRequest.Update(Owner, Name, number, new() { State = ItemState.Closed });
        var opened = await Client.PullRequest.Update(Owner, Name, number, new() { State = ItemState.Open });

        closed.State.Value.Should().Be(ItemState.Closed);
        opened.State.Value.Should().Be(ItemState.Open);
    }

    [Fact]
    public async Task A_list_is_filtered_by_owner_and_branch()
    {
        Repository.OpenFromFork("topic", Push("topic", "1.0"));
        var ours = (await OpenAsync()).Number;
        await OpenAsync("other");

        (await ListAsync(new() { Head = "acme:topic" })).Should().Equal(ours);
        (await ListAsync(new() { Head = "mallory:topic" })).Should().Equal(ours - 1);
        (await ListAsync(new() { Head = "no-owner" })).Should().HaveCount(3);
        (await ListAsync(new() { Base = "release" })).Should().BeEmpty();
    }

    [Fact]
    public async Task A_list_has_pages()
    {
        Repository.Seed(open: 60, closed: 300);
        PullRequestRequest all = new() { State = ItemStateFilter.All };

        (await Client.PullRequest.GetAllForRepository(Owner, Name, new ApiOptions { PageCount = 1 }))
            .Should()
            .HaveCount(30);
        (await Client.PullRequest.GetAllForRepository(Owner, Name, all, new() { PageSize = 100 }))
            .Should()
            .HaveCount(360);
        Forge.ApiRequests.Last().Target.Should().Contain("page=4");
    }

    [Fact]
    public async Task A_read_after_a_push_has_the_old_head_for_a_while()
    {
        Forge.Lag.HeadReads = 2;
        var number = (await OpenAsync()).Number;
        var old = Remote.Resolve("topic");
        var head = Push("topic", "2.0");

        (await ReadAsync(number)).Head.Sha.Should().Be(old);
        (await ReadAsync(number)).Head.Sha.Should().Be(old);
        (await ReadAsync(number)).Head.Sha.Should().Be(head);
    }

    [Fact]
    public async Task Mergeability_is_unknown_for_a_while()
    {
        Forge.Lag.MergeableReads = 2;
        var created = await OpenAsync();

        var second = await ReadAsync(created.Number);
        var third = await ReadAsync(created.Number);

        second.Mergeable.Should().BeNull();
        second.MergeableState!.Value.Value.Should().Be(MergeableState.Unknown);
        third.Mergeable.Should().BeTrue();
    }

    [Fact]
    public async Task A_pull_request_is_closed_when_its_branch_is_deleted()
    {
        var number = (await OpenAsync()).Number;

        Remote.Git("update-ref", "-d", "refs/heads/topic");

        var pull = await ReadAsync(number);
        pull.State.Value.Should().Be(ItemState.Closed);
        pull.Merged.Should().BeFalse();
    }

    [Fact]
    public async Task A_pull_request_is_merged_when_its_commits_are_pushed_to_the_base_branch()
    {
        var pull = await OpenAsync();

        Remote.Git("update-ref", "refs/heads/main", pull.Head.Sha);

        (await ReadAsync(pull.Number)).Merged.Should().BeTrue();
    }

    [Theory]
    [InlineData(MergeStyle.Merge)]
    [InlineData(MergeStyle.Squash)]
    [InlineData(MergeStyle.Rebase)]
    public async Task A_merged_pull_request_is_found_by_the_commit_on_the_base_branch(MergeStyle style)
    {
        Forge.Lag.CommitPullReads = 1;
        var pull = await OpenAsync();
        (await OfCommitAsync(pull.Head.Sha)).Should().Equal(pull.Number);

        var commit = Repository.MergeAsPerson(pull.Number, style);
        var pushed = Remote.Commit("main", ("other.yaml", "1"));

        (await OfCommitAsync(commit)).Should().BeEmpty();
        (await OfCommitAsync(commit)).Should().Equal(pull.Number);
        (await OfCommitAsync(pushed)).Should().BeEmpty();
    }

    private async Task<IEnumerable<int>> ListAsync(PullRequestRequest request) =>
        (await Client.PullRequest.GetAllForRepository(Owner, Name, request)).Select(pull => pull.Number);

    private async Task<IEnumerable<int>> OfCommitAsync(string commit) =>
        (await Client.Repository.Commit.PullRequests(Owner, Name, commit)).Select(pull => pull.Number);

    private static async Task<ApiErrorDetail> InvalidAsync(Func<Task> call) =>
        (await call.Should().ThrowAsync<ApiValidationException>()).Which.ApiError.Errors.Single();
}
