using System.Globalization;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Faults in GitHub's words, for <see cref="GitHubForge.Faults"/>.</summary>
public static class GitHubFault
{
    /// <summary>A gateway that has lost the server behind it.</summary>
    public static ForgeFault.Answer Unavailable(int status = 502) =>
        new(status, """{"message":"Server Error","documentation_url":"https://docs.github.com/rest"}""");

    /// <summary>The secondary rate limit, with or without a time to wait.</summary>
    /// <remarks>Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits</remarks>
    public static ForgeFault.Answer SecondaryLimit(int? retryAfterSeconds, int status = 403) =>
        new(
            status,
            """
            {
              "message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
              "documentation_url": "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"
            }
            """,
            retryAfterSeconds is { } seconds ? [("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))] : []
        );

    /// <summary>GraphQL that ran out of time, which it says with status 200.</summary>
    /// <remarks>Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#timeouts</remarks>
    public static ForgeFault.Answer GivesUp { get; } =
        new(
            200,
            """{"data":null,"errors":[{"message":"Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug."}]}"""
        );

    /// <summary>A branch that was pushed a moment ago, and is not known to pull requests yet.</summary>
    public static ForgeFault.Answer HeadNotThereYet { get; } =
        new(
            422,
            """
            {
              "message": "Validation Failed",
              "errors": [{ "resource": "PullRequest", "field": "head", "code": "invalid" }],
              "documentation_url": "https://docs.github.com/rest/pulls/pulls#create-a-pull-request"
            }
            """
        );

    /// <summary>The race between a merge and a push to its target.</summary>
    public static ForgeFault.Answer BaseModified { get; } =
        new(
            405,
            """
            {
              "message": "Base branch was modified. Review and try the merge again.",
              "documentation_url": "https://docs.github.com/rest/pulls/pulls#merge-a-pull-request"
            }
            """
        );
}
