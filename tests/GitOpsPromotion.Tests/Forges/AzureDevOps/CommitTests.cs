using System.Text.Json;
using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

/// <summary>What is known of a commit: its pull requests and its statuses.</summary>
public sealed class CommitTests : AzureDevOpsForgeTests
{
    [Theory]
    [InlineData(MergeStyle.Merge)]
    [InlineData(MergeStyle.Squash)]
    [InlineData(MergeStyle.Rebase)]
    [InlineData(MergeStyle.RebaseMerge)]
    public async Task Leads_to_the_pull_request_that_it_became(MergeStyle style)
    {
        var head = Push();
        Remote.Commit("main", ("other.yaml", "1"));
        var pull = Repository.Open(Branch, description: "The state.");
        var merge = Repository.CompleteAsPerson(pull.Id, style);

        var byMerge = await FindAsync(merge);
        var byCommit = await FindAsync(head);

        byMerge.Status.Should().Be(201);
        Found(byMerge).Should().Equal($"lastMergeCommit {pull.Id}");
        Found(byCommit).Should().Equal($"commit {pull.Id}");
        var item = byMerge["results"][0].GetProperty(merge)[0];
        item.GetProperty("status").GetString().Should().Be("completed");
        item.TryGetProperty("description", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Leads_to_what_is_not_completed_too()
    {
        var head = Push();
        var pull = await PullAsync((await OpenAsync()).Id);

        Found(await FindAsync(head)).Should().Equal($"commit {pull.Id}");
        Found(await FindAsync(pull.Commit("lastMergeCommit")!)).Should().Equal($"lastMergeCommit {pull.Id}");
    }

    [Fact]
    public async Task Leads_nowhere_with_an_empty_object()
    {
        var answer = await FindAsync(Remote.Resolve("main"));

        answer["results"].GetRawText().Should().Be("[{},{}]");
    }

    [Fact]
    public async Task Leads_nowhere_for_a_while()
    {
        Push();
        Forge.Lag.QueryReads = 1;
        var merge = Repository.CompleteAsPerson(Repository.Open(Branch).Id);

        Found(await FindAsync(merge)).Should().BeEmpty();
        Found(await FindAsync(merge)).Should().ContainSingle();
    }

    [Fact]
    public async Task Has_the_newest_status_of_each_genre_and_name()
    {
        var commit = Remote.Resolve("main");
        Repository.SetStatus(commit, "kustomization/webshop-dev", "error");
        Repository.SetStatus(commit, "kustomization/webshop-dev", genre: "fluxcd:blue", description: "green");
        Repository.SetStatus(commit, "kustomization/webshop-dev");

        var latest = await GetAsync($"/commits/{commit}/statuses?latestOnly=true");
        var all = await GetAsync($"/commits/{commit}/statuses");

        all.Items.Should().HaveCount(3);
        latest.Items.Select(Shown).Should().Equal("fluxcd succeeded ", "fluxcd:blue succeeded green");
        latest.Items[0].GetProperty("description").ValueKind.Should().Be(JsonValueKind.Null);
        latest.Items[0].GetProperty("updatedDate").GetString().Should().Be("0001-01-01T00:00:00");
    }

    [Fact]
    public async Task Has_its_statuses_in_pages()
    {
        var commit = Remote.Resolve("main");

        foreach (var name in new[] { "one", "two", "three" })
        {
            Repository.SetStatus(commit, name);
        }

        var page = await GetAsync($"/commits/{commit}/statuses?top=2&skip=1");

        page.Items.Select(status => status.GetProperty("context").GetProperty("name").GetString())
            .Should()
            .Equal("two", "one");
    }

    [Fact]
    public async Task Gets_a_status()
    {
        var commit = Remote.Resolve("main");

        var answer = await SendAsync(
            HttpMethod.Post,
            $"/commits/{commit}/statuses",
            new
            {
                state = "succeeded",
                description = "webshop-dev-1",
                context = new { genre = "fluxcd", name = "kind/webshop-dev" },
            }
        );

        answer.Status.Should().Be(201);
        Repository.Statuses(commit).Single().Creator.Should().Be(AzureDevOpsIdentity.Grace);
    }

    [Fact]
    public async Task Gets_no_status_without_a_name()
    {
        var answer = await SendAsync(
            HttpMethod.Post,
            $"/commits/{Remote.Resolve("main")}/statuses",
            new { state = "succeeded" }
        );

        answer.Status.Should().Be(400);
    }

    [Fact]
    public async Task Has_to_be_there()
    {
        var answer = await GetAsync($"/commits/{new string('a', 40)}/statuses");

        answer.Status.Should().Be(404);
        answer.Message.Should().StartWith("TF401175");
    }

    private Task<AzureDevOpsAnswer> FindAsync(string commit) =>
        SendAsync(
            HttpMethod.Post,
            "/pullrequestquery",
            new
            {
                queries = new[]
                {
                    new { type = "lastMergeCommit", items = new[] { commit } },
                    new { type = "commit", items = new[] { commit } },
                },
            }
        );

    private static IEnumerable<string> Found(AzureDevOpsAnswer answer) =>
        answer["queries"]
            .EnumerateArray()
            .Zip(answer["results"].EnumerateArray())
            .SelectMany(pair =>
                pair.Second.EnumerateObject()
                    .SelectMany(found => found.Value.EnumerateArray())
                    .Select(pull => $"{pair.First.GetProperty("type")} {pull.GetProperty("pullRequestId")}")
            );

    private static string Shown(JsonElement status) =>
        $"{status.GetProperty("context").GetProperty("genre")} {status.GetProperty("state")} {status.GetProperty("description")}";
}
