using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class PullRequestTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task A_pull_request_is_created_before_its_test_merge()
    {
        var head = Push();

        var created = await OpenAsync();

        created.Status.Should().Be(201);
        created.State.Should().Be("active queued");
        created["lastMergeCommit"].Should().BeNull();
        var pull = await ReadAsync(created.Id);
        pull.State.Should().Be("active succeeded");
        pull["description"].Should().Be("The state.");
        pull["createdBy.displayName"].Should().Be("Grace");
        pull["creationDate"].Should().MatchRegex(@"\.[0-9]{7}Z$");
        pull["lastMergeSourceCommit.commitId"].Should().Be(head);
        pull["lastMergeCommit.commitId"].Should().Be(Remote.Resolve($"refs/pull/{created.Id}/merge"));
    }

    [Fact]
    public async Task Creation_ignores_auto_complete()
    {
        Push();

        var created = await SendAsync(
            "POST",
            "/pullrequests",
            $"{{'sourceRefName':'{RefOf(Branch)}','targetRefName':'refs/heads/main','title':'T',{SetBy(AzureDevOpsIdentity.Grace.Id)}}}"
        );

        (await ReadAsync(created.Id)).State.Should().Be("active succeeded");
    }

    [Fact]
    public async Task Creation_needs_both_branches_and_no_other_active_pull_request()
    {
        await OpenedAsync();

        (await OpenAsync()).Error.Should().Be("409 GitPullRequestExistsException");
        (await OpenAsync("missing")).Error.Should().Be("400 GitPullRequestCannotBeActivated");
    }

    [Fact]
    public async Task Title_and_description_have_limits()
    {
        Push();

        (await OpenAsync(description: new('x', 4001)))["message"]
            .Should()
            .Be("A description for a pull request must not be longer than 4000 characters.");
        var id = (await OpenAsync(description: new('x', 4000))).Id;
        (await UpdateAsync(id, $"{{'title':'{new string('x', 401)}'}}")).Status.Should().Be(400);
        (await GetAsync("/pullrequests")).Each("description")[0].Should().HaveLength(400);
        (await ReadAsync(id))["description"].Should().HaveLength(4000);
    }

    [Fact]
    public async Task A_list_is_filtered_by_branches_status_and_repository()
    {
        Repository.OpenFromFork(Branch, Push());
        var ours = $"{await OpenedAsync()}";
        Repository.Seed(abandoned: 1);

        (await ListAsync($"sourceRefName={RefOf(Branch)}&searchCriteria.targetRefName=refs/heads/main"))
            .Should()
            .HaveCount(2);
        (await ListAsync($"sourceRefName={RefOf(Branch)}&searchCriteria.sourceRepositoryId={Repository.Id}"))
            .Should()
            .Equal(ours);
        (await ListAsync("status=abandoned")).Should().ContainSingle();
        (await UpdateAsync(Repository.PullRequests[^1].Id, "{'title':'Newer'}"))
            .Error.Should()
            .Be("400 GitPullRequestNotEditableException");
    }

    [Fact]
    public async Task A_list_has_pages_with_the_newest_first()
    {
        Repository.Seed(abandoned: 150);
        var newest = await OpenedAsync();

        var first = await ListAsync("status=all");

        first.Should().HaveCount(101).And.StartWith($"{newest}");
        (await ListAsync("status=all&$top=100&$skip=100")).Should().HaveCount(51);
    }

    [Fact]
    public async Task A_pull_request_from_a_fork_names_it() =>
        (await ReadAsync(Repository.OpenFromFork(Branch, Push()).Id))["forkSource.name"].Should().Be(RefOf(Branch));

    [Fact]
    public async Task A_push_is_seen_after_a_while()
    {
        Forge.Lag.SourceReads = 2;
        Forge.Lag.MergeReads = 1;
        var id = await OpenedAsync();
        var old = Remote.Resolve(Branch);
        var head = Push(version: "2.0");

        List<string> seen = [];

        for (var read = 0; read < 3; read++)
        {
            var pull = await ReadAsync(id);
            seen.Add($"{pull["mergeStatus"]} {pull["lastMergeSourceCommit.commitId"]}");
        }

        seen.Should().Equal($"queued {old}", $"succeeded {old}", $"succeeded {head}");
    }

    [Fact]
    public async Task A_conflict_has_no_test_merge()
    {
        var id = await OpenedAsync();
        Remote.Commit("main", ("webui.yaml", "0.9.1"));

        var pull = await ReadAsync(id);

        pull.State.Should().Be("active conflicts");
        pull["lastMergeCommit"].Should().BeNull();
    }

    [Fact]
    public async Task A_pull_request_without_its_branch_stays_active()
    {
        var id = await OpenedAsync();
        var head = Remote.Resolve(Branch);

        Remote.Git("update-ref", "-d", RefOf(Branch));

        (await ReadAsync(id))["status"].Should().Be("active");
        (await CompleteAsync(id, source: head)).Error.Should().Be("409 GitPullRequestStaleException");
    }

    [Fact]
    public async Task An_unknown_number_is_not_found() =>
        (await ReadAsync(4711)).Error.Should().Be("404 GitPullRequestNotFoundException");

    [Fact]
    public async Task An_update_changes_title_and_description_and_ignores_the_rest()
    {
        var id = await OpenedAsync();

        var updated = await UpdateAsync(id, "{'title':'Newer','description':'Other','mergeStatus':'conflicts'}");

        $"{updated["title"]} {updated["description"]} {updated.State}".Should().Be("Newer Other active succeeded");
    }

    private async Task<IReadOnlyList<string?>> ListAsync(string criteria) =>
        (await GetAsync($"/pullrequests?searchCriteria.{criteria}")).Each("pullRequestId");
}
