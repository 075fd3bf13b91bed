using System.Net;
using System.Text.Json.Nodes;
using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed class AzureDevOpsOpeningTests : ScriptedAzureDevOpsTest
{
    private const string Exists = "TF401179: An active pull request for the source and target branch already exists.";

    private static readonly HttpRequestException Lost = new(HttpRequestError.ResponseEnded, "It ended early.");

    [Fact]
    public async Task Creates_with_two_requests()
    {
        BranchIsAt(Head);
        Forge.On("POST pullrequests", Pull(mergeStatus: "queued"));

        (await OpenAsync(MergeMode.Manual)).Should().Be(Opened);

        Forge
            .Requests.Should()
            .Equal(
                "GET refs?filter=heads/promote/webshop-webui",
                """POST pullrequests?supportsIterations=true {"sourceRefName":"refs/heads/promote/webshop-webui","targetRefName":"refs/heads/main","title":"Promote webshop/webui","description":"What and why."}"""
            );
    }

    [Fact]
    public async Task Leaves_out_the_end_of_a_description_that_is_too_long()
    {
        BranchIsAt(Head);
        // Where the server keeps other words than it was given, they are given again.
        Forge.On("POST pullrequests", Pull()).On("PATCH pullrequests/7", Pull());
        var body = "<!-- metadata -->" + new string('x', 3981) + "🚀🚀";

        await Provider.OpenPullRequestAsync(
            Draft with
            {
                Description = body,
                Title = new string('t', 401),
            },
            open: null,
            CancellationToken.None
        );

        var sent = JsonNode.Parse(Forge.BodiesOf("POST pullrequests?supportsIterations=true")[0])!;
        sent["description"]!.GetValue<string>().Should().Be(body[..3998] + "…").And.HaveLength(3999);
        sent["title"]!.GetValue<string>().Should().Be(new string('t', 399) + "…");
    }

    [Fact]
    public async Task Never_cuts_what_the_description_begins_with()
    {
        BranchIsAt(Head);
        var longest = $"<!-- metadata = {new string('x', 3980)}-->";

        await DescribeAsync(longest + "\n\nFor people.");
        var failure = await FailureOf(() => DescribeAsync($"<!-- metadata = {new string('x', 3982)}-->"));

        var sent = JsonNode.Parse(Forge.BodiesOf("POST pullrequests?supportsIterations=true").Single())!;
        sent["description"]!.GetValue<string>().Should().Be(longest + "…");
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be(
                "The pull request from 'promote/webshop-webui' into 'main' did not get its description: what it must begin with is longer than the 4000 characters that Azure DevOps takes."
            );
        failure.Hint.Should().Contain("shorter");

        Task DescribeAsync(string body)
        {
            Forge.On("POST pullrequests", Pull(description: longest + "…"));
            return Provider.OpenPullRequestAsync(Draft with { Description = body }, open: null, CancellationToken.None);
        }
    }

    [Theory]
    [InlineData(null, "branch 'promote/webshop-webui' has been deleted")]
    [InlineData(
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "branch 'promote/webshop-webui' is no longer at commit aaaaaaaaaaaa: it is at bbbbbbbbbbbb"
    )]
    public async Task Opens_nothing_for_a_commit_that_the_branch_has_left(string? tip, string words)
    {
        BranchIsAt(tip is null ? null : Other);

        var failure = await FailureOf(() => OpenAsync(MergeMode.Manual));

        failure.IsStale.Should().BeTrue();
        failure
            .Message.Should()
            .Be($"No pull request from 'promote/webshop-webui' into 'main' was opened in Web Shop/gitops: {words}.");
        Forge.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task Takes_the_one_that_another_job_has_created_meanwhile(HttpStatusCode status)
    {
        BranchIsAt(Head);
        Forge
            .On("POST pullrequests", status, Error("GitPullRequestExistsException", Exists))
            .On("GET pullrequests", List(Pull()))
            .On("GET pullrequests/7", Pull(title: "Older", description: "Words."))
            .On("PATCH pullrequests/7", Pull());

        (await OpenAsync(MergeMode.Manual)).Should().Be(Opened);

        Forge
            .BodiesOf("PATCH pullrequests/7")
            .Should()
            .Equal(
                $$$"""{"title":"Promote webshop/webui","description":"What and why.","autoCompleteSetBy":{"id":"{{{Nobody}}}"}}"""
            );
    }

    [Fact]
    public async Task Leaves_the_one_alone_that_another_job_has_created_for_another_commit()
    {
        Forge
            .On("GET refs", List(Ref(Branch.Ref, Head)), List(Ref(Branch.Ref, Other)))
            .On("POST pullrequests", HttpStatusCode.Conflict, Error("GitPullRequestExistsException", Exists))
            .On("GET pullrequests", List(Pull(head: Other)))
            .On("GET pullrequests/7", Pull(head: Other, title: "Theirs"));

        (await FailureOf(() => OpenAsync(MergeMode.Manual))).IsStale.Should().BeTrue();

        Forge.CountOf("PATCH pullrequests/7").Should().Be(0);
    }

    [Fact]
    public async Task Decides_anew_where_the_one_of_another_job_is_gone_already()
    {
        BranchIsAt(Head);
        Forge
            .On("POST pullrequests", HttpStatusCode.Conflict, Error("GitPullRequestExistsException", Exists))
            .On("GET pullrequests", List());

        (await FailureOf(() => OpenAsync(MergeMode.Manual))).IsStale.Should().BeTrue();
    }

    [Fact]
    public async Task Decides_anew_where_the_branch_is_gone()
    {
        BranchIsAt(Head);
        Forge.On(
            "POST pullrequests",
            HttpStatusCode.BadRequest,
            Error(
                "GitPullRequestCannotBeActivated",
                "TF401398: The pull request cannot be activated because the source and/or the target branch no longer exists."
            )
        );

        var failure = await FailureOf(() => OpenAsync(MergeMode.Manual));

        failure.IsStale.Should().BeTrue();
        failure.Message.Should().EndWith("the source and/or the target branch no longer exists.");
    }

    [Fact]
    public async Task Looks_before_it_creates_again_where_the_answer_was_lost()
    {
        BranchIsAt(Head);
        Forge
            .On("POST pullrequests", () => throw Lost)
            .On("GET pullrequests", List(Pull()))
            .On("GET pullrequests/7", Pull());

        (await OpenAsync(MergeMode.Manual)).Should().Be(Opened);

        Forge.CountOf("POST pullrequests").Should().Be(1);
    }

    [Fact]
    public async Task Creates_again_where_the_request_was_lost()
    {
        BranchIsAt(Head);
        Forge.On("POST pullrequests", () => throw Lost).On("POST pullrequests", Pull()).On("GET pullrequests", List());

        (await OpenAsync(MergeMode.Manual)).Should().Be(Opened);

        Forge.CountOf("POST pullrequests").Should().Be(2);
    }

    [Fact]
    public async Task Changes_nothing_where_all_is_as_it_should_be()
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", Pull(description: "What and why.\r\n"));

        (await OpenAsync(MergeMode.Manual, Opened)).Number.Should().Be(7);

        Forge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Decides_anew_where_the_branch_was_pushed_while_it_is_changed()
    {
        BranchIsAt(Head);
        Forge
            .On("GET pullrequests/7", Pull(title: "Older"))
            .On(
                "PATCH pullrequests/7",
                HttpStatusCode.Conflict,
                Error("GitPullRequestStaleException", "TF401192: The source branch was modified.")
            );

        (await FailureOf(() => OpenAsync(MergeMode.Manual, Opened))).IsStale.Should().BeTrue();
    }

    [Fact]
    public async Task Decides_anew_where_the_pull_request_goes_into_another_branch_now()
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", Pull(target: "refs/heads/release", title: "Older"));

        var failure = await FailureOf(() => OpenAsync(MergeMode.Immediately, Opened));

        failure.IsStale.Should().BeTrue();
        failure
            .Message.Should()
            .Be("Pull request 7 was not brought up to date: it does not go into branch 'main' any more.");
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("abandoned")]
    public async Task Decides_anew_where_the_pull_request_is_no_longer_open(string status)
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", Pull(status: status));

        var failure = await FailureOf(() => OpenAsync(MergeMode.Manual, Opened));

        failure.IsStale.Should().BeTrue();
        failure.Message.Should().Be("Pull request 7 was not brought up to date: it is no longer open.");
    }
}
