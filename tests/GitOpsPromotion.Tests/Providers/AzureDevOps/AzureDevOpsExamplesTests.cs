using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using GitOpsPromotion.Providers.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>Azure DevOps' own examples of its answers can be read, also without what may be missing in them.</summary>
public static class AzureDevOpsExamplesTests
{
    private const string Repository = "/{organization}/{project}/_apis/git/repositories/{repositoryId}";

    private static readonly Dictionary<(string Method, string Path, int Status), JsonTypeInfo> Readers = new()
    {
        [("get", $"{Repository}/pullrequests", 200)] = AzureDevOpsJson.Default.AzureDevOpsListAzureDevOpsPullRequest,
        [("post", $"{Repository}/pullrequests", 201)] = AzureDevOpsJson.Default.AzureDevOpsPullRequest,
        [("get", $"{Repository}/commits/{{commitId}}/statuses", 200)] = AzureDevOpsJson
            .Default
            .AzureDevOpsListStatusDocument,
        [("post", $"{Repository}/commits/{{commitId}}/statuses", 201)] = AzureDevOpsJson.Default.StatusDocument,
        [("get", $"{Repository}/pullRequests/{{pullRequestId}}/statuses", 200)] = AzureDevOpsJson
            .Default
            .AzureDevOpsListStatusDocument,
        [("post", $"{Repository}/pullRequests/{{pullRequestId}}/statuses", 200)] = AzureDevOpsJson
            .Default
            .StatusDocument,
        [("get", $"{Repository}/refs", 200)] = AzureDevOpsJson.Default.AzureDevOpsListAzureDevOpsRef,
    };

    private static readonly VendorExamples Examples = new("azure-devops", Readers);

    [Fact]
    public static void Can_be_read()
    {
        foreach (var value in Examples.ReadAll())
        {
            value.Should().NotBeNull();
            foreach (var document in (value as AzureDevOpsList<AzureDevOpsPullRequest>)?.Items ?? [])
            {
                document.NoticedHead.Should().NotBeNull();
                document.Description.Should().NotBeEmpty();
            }
        }
    }

    [Fact]
    public static void Can_be_read_where_something_is_null_or_missing() =>
        Examples.ReadAllWithGaps().Should().BeGreaterThan(1000);
}
