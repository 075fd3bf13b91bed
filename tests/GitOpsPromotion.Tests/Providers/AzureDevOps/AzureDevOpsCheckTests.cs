using System.Net;
using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed class AzureDevOpsCheckTests : ScriptedAzureDevOpsTest
{
    private const string Asked =
        """{"statusGenre":"gitops-promotion","statusName":"status","invalidateOnSourceUpdate":true}""";

    [Fact]
    public async Task Is_a_matter_of_its_build_where_a_build_is_asked_for()
    {
        Forge
            .On("GET pullrequests/7", Pull())
            .On(Policies, List(Policy(Build), Policy(Status, """{"statusName":"x"}""")));

        (await PassAsync()).Should().Be(Opened);

        Forge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Is_said_of_the_newest_iteration_where_a_status_is_asked_for()
    {
        Forge
            .On("GET pullrequests/7", Pull(autoCompleteBy: MyId))
            .On(Policies, List(Policy(Status, Asked)))
            .On("GET pullRequests/7/iterations", List(Iteration(2, Head.Value), Iteration(1, Other.Value)))
            .On("POST pullRequests/7/statuses", """{"id":1,"state":"succeeded"}""");

        (await PassAsync()).Should().Be(Opened with { AutoMerge = true });

        Forge
            .Requests[^1]
            .Should()
            .Be(
                """POST pullRequests/7/statuses {"state":"succeeded","description":"The promotion check has passed.","context":{"name":"status","genre":"gitops-promotion"},"iterationId":2}"""
            );
    }

    [Theory]
    [InlineData("\"" + MyId + "\"")]
    [InlineData("\"" + Nobody + "\"")]
    [InlineData("null")]
    public async Task Is_said_where_what_this_identity_says_counts(string author)
    {
        Asks(author);

        await PassAsync();

        Forge.CountOf("POST pullRequests/7/statuses").Should().Be(1);
    }

    [Fact]
    public async Task Fails_where_only_what_somebody_else_says_counts()
    {
        Asks("\"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa\"");

        var failure = await FailureOf(PassAsync);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be(
                "The check status of pull request 7 was not set: the policy of branch main counts the status gitops-promotion/status of another identity only."
            );
        failure.Hint.Should().Contain("authorized account");
        Forge.CountOf("POST pullRequests/7/statuses").Should().Be(0);
    }

    [Theory]
    [InlineData(
        "GitPullRequestStatusRejectedByPolicyException",
        "Pull request status rejected by status policy. Policy configuration requires status to be posted on iteration"
    )]
    [InlineData("GitPullRequestStatusCannotBeCreated", "The status cannot be created.")]
    public async Task Shows_why_the_server_rejects_the_status(string typeKey, string text)
    {
        Asks("null", isTaken: false);
        Forge.On("POST pullRequests/7/statuses", HttpStatusCode.Forbidden, Error(typeKey, text));

        var failure = await FailureOf(PassAsync);

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be($"The check status of pull request 7 was not set: dev.azure.com responded: {text.TrimEnd('.')}.");
    }

    [Fact]
    public async Task Is_stale_where_the_pull_request_goes_into_another_branch_now()
    {
        Forge.On("GET pullrequests/7", Pull(target: "refs/heads/release"));

        (await FailureOf(PassAsync)).IsStale.Should().BeTrue();
    }

    [Fact]
    public async Task Is_stale_where_something_was_pushed_since()
    {
        Forge
            .On("GET pullrequests/7", Pull())
            .On(Policies, List(Policy(Status, Asked)))
            .On("GET pullRequests/7/iterations", List(Iteration(1, Head.Value), Iteration(2, Other.Value)));

        var failure = await FailureOf(PassAsync);

        failure.IsStale.Should().BeTrue();
        failure
            .Message.Should()
            .Be(
                "The check status of pull request 7 was not set: the check was for commit aaaaaaaaaaaa, which is not its newest one."
            );
    }

    [Fact]
    public async Task Is_of_no_matter_where_the_pull_request_has_merged()
    {
        Forge.On("GET pullrequests/7", Pull(status: "completed", mergeCommit: Merge));

        (await PassAsync()).MergeCommit.Should().Be(Merge);
    }

    [Fact]
    public async Task Is_stale_where_the_pull_request_was_abandoned()
    {
        Forge.On("GET pullrequests/7", Pull(status: "abandoned"));

        (await FailureOf(PassAsync)).IsStale.Should().BeTrue();
    }

    private void Asks(string author, bool isTaken = true)
    {
        var settings = $$"""{"statusGenre":"gitops-promotion","statusName":"status","authorId":{{author}}}""";
        Forge
            .On("GET pullrequests/7", Pull())
            .On(Policies, List(Policy(Status, settings)))
            .On(Me, Ada)
            .On("GET pullRequests/7/iterations", List(Iteration(1, Head.Value)));
        if (isTaken)
        {
            Forge.On("POST pullRequests/7/statuses", """{"id":1,"state":"succeeded"}""");
        }
    }

    private Task<PullRequest> PassAsync() => Provider.PassCheckAsync(Opened, CancellationToken.None);

    private static string Iteration(int id, string commit) =>
        $$$"""{"id":{{{id}}},"sourceRefCommit":{"commitId":"{{{commit}}}"}}""";
}
