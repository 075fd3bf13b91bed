using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using GitOpsPromotion.Providers.GitHub;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>GitHub's own examples of its answers can be read, also without what may be missing in them.</summary>
public static class GitHubExamplesTests
{
    private static readonly Dictionary<(string Method, string Path, int Status), JsonTypeInfo> Readers = new()
    {
        [("get", "/repos/{owner}/{repo}/pulls", 200)] = GitHubJson.Default.PullRequestDocumentArray,
        [("post", "/repos/{owner}/{repo}/pulls", 201)] = GitHubJson.Default.PullRequestDocument,
        [("get", "/repos/{owner}/{repo}/pulls/{pull_number}", 200)] = GitHubJson.Default.PullRequestDocument,
        [("patch", "/repos/{owner}/{repo}/pulls/{pull_number}", 200)] = GitHubJson.Default.PullRequestDocument,
        [("put", "/repos/{owner}/{repo}/pulls/{pull_number}/merge", 200)] = GitHubJson.Default.MergeAnswer,
        [("put", "/repos/{owner}/{repo}/pulls/{pull_number}/merge", 405)] = GitHubJson.Default.GitHubError,
        [("put", "/repos/{owner}/{repo}/pulls/{pull_number}/merge", 409)] = GitHubJson.Default.GitHubError,
        [("get", "/repos/{owner}/{repo}/commits/{commit_sha}/pulls", 200)] = GitHubJson
            .Default
            .PullRequestDocumentArray,
        [("get", "/repos/{owner}/{repo}/commits/{ref}/status", 200)] = GitHubJson.Default.CombinedStatus,
        [("post", "/repos/{owner}/{repo}/statuses/{sha}", 201)] = GitHubJson.Default.StatusDocument,
        [("get", "/repos/{owner}/{repo}/branches/{branch}", 200)] = GitHubJson.Default.BranchDocument,
        [("get", "/repos/{owner}/{repo}/rules/branches/{branch}", 200)] = GitHubJson.Default.BranchRuleDocumentArray,
    };

    private static readonly VendorExamples Examples = new("github", Readers, "number", "id");

    [Fact]
    public static void Can_be_read()
    {
        foreach (var value in Examples.ReadAll())
        {
            value.Should().NotBeNull();
            if (value is PullRequestDocument document)
            {
                var pullRequest = document.ToPullRequest()!;
                pullRequest.Value.Page.Should().NotBeNull();
                pullRequest.Value.Description.Should().NotBeEmpty();
            }
        }
    }

    [Fact]
    public static void Can_be_read_where_something_is_null_or_missing() =>
        Examples.ReadAllWithGaps().Should().BeGreaterThan(1000);
}
