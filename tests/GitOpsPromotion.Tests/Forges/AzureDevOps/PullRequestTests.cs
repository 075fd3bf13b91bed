using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class PullRequestTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task Is_opened_and_merged_for_a_test()
    {
        var head = Push();

        var opened = await OpenAsync();

        opened.Status.Should().Be(201);
        opened["mergeStatus"].GetString().Should().Be("queued");
        opened.Has("lastMergeCommit").Should().BeFalse();
        var pull = await PullAsync(opened.Id);
        pull["status"].GetString().Should().Be("active");
        pull["description"].GetString().Should().Be("The state.");
        pull["mergeStatus"].GetString().Should().Be("succeeded");
        pull.Commit("lastMergeSourceCommit").Should().Be(head);
        pull.Commit("lastMergeCommit").Should().Be(Remote.Resolve($"refs/pull/{opened.Id}/merge"));
        pull["createdBy"].GetProperty("displayName").GetString().Should().Be("Grace");
        pull["creationDate"].GetString().Should().MatchRegex(@"\.[0-9]{7}Z$");
    }

    [Fact]
    public async Task Takes_no_auto_complete_when_it_is_opened()
    {
        Push();

        var opened = await SendAsync(
            HttpMethod.Post,
            "/pullrequests",
            new
            {
                sourceRefName = $"refs/heads/{Branch}",
                targetRefName = "refs/heads/main",
                title = "Promote",
                autoCompleteSetBy = new { id = AzureDevOpsIdentity.Grace.Id },
                completionOptions = new { mergeStrategy = "squash" },
            }
        );

        opened.Status.Should().Be(201);
        (await PullAsync(opened.Id)).Has("autoCompleteSetBy").Should().BeFalse();
        Repository.PullRequest(opened.Id).IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task Is_opened_once_for_two_branches()
    {
        Push();
        await OpenAsync();

        var second = await OpenAsync();

        second.Status.Should().Be(409);
        second.Type.Should().Be("GitPullRequestExistsException");
        second.Message.Should().StartWith("TF401179");
    }

    [Fact]
    public async Task Needs_its_branches()
    {
        var answer = await OpenAsync("promote/missing");

        answer.Status.Should().Be(400);
        answer.Message.Should().StartWith("TF401398");
    }

    [Fact]
    public async Task Has_short_descriptions_and_titles()
    {
        Push();

        var answer = await OpenAsync(description: new string('x', 4001));
        (await OpenAsync(description: new string('x', 4000))).Status.Should().Be(201);
        var titled = await UpdateAsync(Repository.PullRequests[0].Id, new { title = new string('x', 401) });

        answer.Status.Should().Be(400);
        answer.Message.Should().Be("A description for a pull request must not be longer than 4000 characters.");
        titled.Status.Should().Be(400);
    }

    [Fact]
    public async Task Has_its_description_cut_in_lists()
    {
        Push();
        var id = (await OpenAsync(description: new string('x', 1000))).Id;

        var listed = (await GetAsync("/pullrequests")).Items.Single();

        listed.GetProperty("description").GetString().Should().HaveLength(400);
        (await PullAsync(id))["description"].GetString().Should().HaveLength(1000);
    }

    [Fact]
    public async Task Is_found_by_its_branches_status_and_home()
    {
        var head = Push();
        Repository.OpenFromFork(Branch, head);
        var id = (await OpenAsync()).Id;
        Push("promote/other");
        var other = Repository.Open("promote/other");
        Repository.Abandon(other.Id);

        var bySource = await GetAsync(
            $"/pullrequests?searchCriteria.sourceRefName=refs/heads/{Branch}&searchCriteria.targetRefName=refs/heads/main"
        );
        var byHome = await GetAsync(
            $"/pullrequests?searchCriteria.sourceRefName=refs/heads/{Branch}&searchCriteria.sourceRepositoryId={Repository.Id}"
        );
        var abandoned = await GetAsync("/pullrequests?searchCriteria.status=abandoned");

        bySource.Items.Should().HaveCount(2);
        byHome.Items.Single().GetProperty("pullRequestId").GetInt32().Should().Be(id);
        abandoned.Items.Single().GetProperty("pullRequestId").GetInt32().Should().Be(other.Id);
    }

    [Fact]
    public async Task Tells_which_fork_it_is_from()
    {
        var pull = await PullAsync(Repository.OpenFromFork(Branch, Push()).Id);

        pull["forkSource"].GetProperty("name").GetString().Should().Be($"refs/heads/{Branch}");
    }

    [Fact]
    public async Task Is_listed_in_pages_the_newest_first()
    {
        Repository.Seed(abandoned: 150);
        Push();
        var newest = (await OpenAsync()).Id;

        var first = await GetAsync("/pullrequests?searchCriteria.status=all");
        var second = await GetAsync("/pullrequests?searchCriteria.status=all&$top=100&$skip=100");

        first.Items.Should().HaveCount(101);
        first.Items[0].GetProperty("pullRequestId").GetInt32().Should().Be(newest);
        second.Items.Should().HaveCount(51);
        second["count"].GetInt32().Should().Be(51);
    }

    [Fact]
    public async Task Follows_a_push()
    {
        Push();
        var id = (await OpenAsync()).Id;
        var before = (await PullAsync(id)).Commit("lastMergeCommit");

        var head = Push(version: "2.0");

        var pull = await PullAsync(id);
        pull.Commit("lastMergeSourceCommit").Should().Be(head);
        pull.Commit("lastMergeCommit").Should().NotBe(before);
    }

    [Fact]
    public async Task Shows_the_old_commit_for_a_while()
    {
        var old = Push();
        var id = (await OpenAsync()).Id;
        Forge.Lag.SourceReads = 2;
        var head = Push(version: "2.0");

        List<string?> seen = [];

        for (var read = 0; read < 3; read++)
        {
            seen.Add((await PullAsync(id)).Commit("lastMergeSourceCommit"));
        }

        seen.Should().Equal(old, old, head);
    }

    [Fact]
    public async Task Waits_for_its_test_merge()
    {
        Push();
        Forge.Lag.MergeReads = 1;
        var id = (await OpenAsync()).Id;

        (await PullAsync(id))["mergeStatus"].GetString().Should().Be("queued");
        (await PullAsync(id))["mergeStatus"].GetString().Should().Be("succeeded");
    }

    [Fact]
    public async Task Shows_conflicts()
    {
        Push();
        var id = (await OpenAsync()).Id;
        Remote.Commit("main", ("webui.yaml", "0.9.1"));

        var pull = await PullAsync(id);

        pull["mergeStatus"].GetString().Should().Be("conflicts");
        pull.Has("lastMergeCommit").Should().BeFalse();
    }

    [Fact]
    public async Task Stays_active_without_its_branch()
    {
        var head = Push();
        var id = (await OpenAsync()).Id;

        Remote.Git("update-ref", "-d", $"refs/heads/{Branch}");

        (await PullAsync(id))["status"].GetString().Should().Be("active");
        (await CompleteAsync(id, head)).Status.Should().Be(409);
    }

    [Fact]
    public async Task Is_not_there_under_another_number()
    {
        var answer = await PullAsync(4711);

        answer.Status.Should().Be(404);
        answer.Message.Should().StartWith("TF401180");
    }
}
