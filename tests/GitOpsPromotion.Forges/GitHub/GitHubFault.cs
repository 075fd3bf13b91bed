using System.Globalization;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Failures as GitHub sends them, for <see cref="GitHubForge.Faults"/>.</summary>
public static class GitHubFault
{
    /// <summary>The secondary rate limit, with a time to wait.</summary>
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

    /// <summary>A timeout of GraphQL, which has the status 200.</summary>
    /// <remarks>Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#timeouts</remarks>
    public static ForgeFault.Answer InternalError { get; } =
        new(
            200,
            """{"data":null,"errors":[{"message":"Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug."}]}"""
        );
}
