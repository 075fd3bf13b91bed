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
        // Where the server stores another text, it is sent again.
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

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task Takes_the_one_that_another_job_has_just_created(HttpStatusCode status)
    {
        BranchIsAt(Head);
        Forge
            .On("POST pullrequests", status, Error("GitPullRequestExistsException", Exists))
            .On("GET pullrequests", List(Pull()))
            .On("GET pullrequests/7", Pull(title: "Older", description: "Text."))
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
}
