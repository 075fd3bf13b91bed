using System.Net;
using FluentAssertions;
using Xunit;
using static System.Net.HttpStatusCode;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <remarks>Errors of queries.</remarks>
public sealed partial class GitHubErrorsTests
{
    [Theory]
    [InlineData(ProxyAuthenticationRequired)]
    [InlineData(UnprocessableContent)]
    public async Task Say_that_a_query_was_not_answered(HttpStatusCode status)
    {
        Api.Answers(status);

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().EndWith($"responded with the unexpected status {(int)status}.");
    }

    [Theory]
    [InlineData("FORBIDDEN", FailureKind.Unauthorized, "the token lacks a permission (Because)")]
    [InlineData("INSUFFICIENT_SCOPES", FailureKind.Unauthorized, "the token lacks a permission (Because)")]
    [InlineData("NOT_FOUND", FailureKind.Unauthorized, "not found in acme/gitops, or the token has no access to it (")]
    [InlineData("SERVICE_UNAVAILABLE", FailureKind.Rejected, "responded: Because.")]
    public async Task Understand_those_of_GraphQL(string type, FailureKind kind, string message)
    {
        Api.Answers(
            OK,
            $$"""{"data":{"repository":null},"errors":[{"type":"{{type}}","path":["repository"],"message":"Because."}]}"""
        );

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(kind);
        failure
            .Message.Should()
            .StartWith("No pull request was opened from promote/webshop-webui into main: ")
            .And.Contain(message);
    }

    [Fact]
    public async Task Say_that_a_server_is_too_old_for_a_query()
    {
        Api.Answers(
            OK,
            """{"errors":[{"path":["query Repository","repository"],"extensions":{"code":"undefinedField","typeName":"Ref","fieldName":"rules"},"message":"Field 'rules' doesn't exist on type 'Ref'"}]}"""
        );

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().Contain("does not support the GraphQL fields that this version needs");
        failure.Hint.Should().Contain("3.17 or newer");
    }

    [Fact]
    public async Task Say_that_a_query_failed_inside_the_server()
    {
        for (var i = 0; i < 5; i++)
        {
            Api.Answers(
                OK,
                """{"data":null,"errors":[{"message":"Something went wrong while executing your query."}]}"""
            );
        }

        var failure = await FailureOf(() => OpenAsync());

        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure
            .Message.Should()
            .Contain("reported an internal error (Something went wrong while executing your query)");
    }
}
