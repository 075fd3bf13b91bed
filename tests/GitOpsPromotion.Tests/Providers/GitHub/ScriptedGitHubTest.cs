using System.Net;
using FluentAssertions;
using GitOpsPromotion.Forges.Contracts;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.GitHub;
using GitOpsPromotion.Tests.Providers.Http;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>
/// A provider whose API answers what a test has written down; git asks the loopback GitHub. Each request is held against
/// GitHub's description, where the tests know the folder of it.
/// </summary>
public abstract class ScriptedGitHubTest : IAsyncLifetime
{
    private protected const string Token = "ghp_s3cret";

    private protected static readonly BranchName Branch = BranchName.Parse("promote/webshop-webui");
    private protected static readonly BranchName Main = BranchName.Parse("main");

    private protected GitHubProviderForge Forge { get; private set; } = null!;

    private protected ScriptedServer Api { get; } = new();

    private protected IGitProvider Provider { get; private set; } = null!;

    /// <summary>The commit at the tip of <see cref="Branch"/>.</summary>
    private protected CommitSha Head { get; private set; } = null!;

    private protected string Host => Forge.GitHub.Address.Authority;

    private protected TimeSpan Waited => Forge.Time.Elapsed;

    private protected DesiredPullRequest Draft =>
        new(Branch, Main, Head, "Promote webshop/webui", "What and why.", MergeMode.Manual);

    public async ValueTask InitializeAsync()
    {
        Forge = await GitHubProviderForge.StartAsync();
        Head = await Forge.PushAsync(Branch, "webui.yaml", "1.0");
        Provider = await ConnectAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Forge.DisposeAsync();
        Api.Left.Should().Be(0, "all answers were for questions");
        GC.SuppressFinalize(this);
    }

    private protected Task<IGitProvider> ConnectAsync(string? token) => Forge.ConnectAsync(DescribedApi, token);

    /// <summary>What does the single steps of the lifecycle.</summary>
    private protected async Task<GitHubPullRequestForge> ConnectForgeAsync()
    {
        var connection = await Forge.ConnectionAsync(DescribedApi, Token);
        return new(new GitHubClient(connection), connection.Repository, connection.Time);
    }

    private HttpMessageHandler DescribedApi =>
        ApiDescription.Find("github") is { } description
            ? new ContractHandler(description, Forge.GitHub.Api) { InnerHandler = Api }
            : Api;

    private protected Task<PullRequest> OpenAsync(MergeMode merging = MergeMode.Manual) =>
        Provider.OpenPullRequestAsync(Draft with { MergeMode = merging }, open: null, CancellationToken.None);

    private protected Task<PullRequest?> FindOpenAsync() =>
        Provider.FindOpenPullRequestAsync(Branch, Main, CancellationToken.None);

    private protected static async Task<PromotionException> FailureOf(Func<Task> action) =>
        (await action.Should().ThrowAsync<PromotionException>()).Which;

    /// <summary>The methods and the last parts of the paths that were asked for.</summary>
    private protected IEnumerable<string> Asked =>
        Api.Requests.Select(asked =>
            $"{asked.Method} {asked.Url.AbsolutePath.Split("/gitops/")[^1].Replace("/api/", "", StringComparison.Ordinal)}"
        );

    /// <summary>A pull request as REST writes it.</summary>
    private protected string Document(
        string state = "open",
        bool autoMerge = false,
        string mergeableState = "blocked",
        string? head = null,
        string? mergeCommit = null,
        string title = "Promote webshop/webui",
        int number = 7,
        string target = "main",
        string headRepository = "1"
    ) =>
        $$"""
            {
              "number": {{number}}, "node_id": "PR_7", "state": "{{state}}", "title": "{{title}}", "body": "What and why.",
              "html_url": "https://github.com/acme/gitops/pull/{{number}}",
              "head": { "ref": "{{Branch}}", "sha": "{{head ?? Head.Value}}", "repo": { "id": {{headRepository}} } },
              "base": { "ref": "{{target}}", "sha": "{{Head}}", "repo": { "id": 1 } },
              "merged_at": {{(mergeCommit is null ? "null" : "\"2026-11-21T12:00:00Z\"")}},
              "merge_commit_sha": {{(mergeCommit is null ? "null" : $"\"{mergeCommit}\"")}},
              "mergeable_state": "{{mergeableState}}",
              "auto_merge": {{(autoMerge ? "{\"merge_method\":\"merge\"}" : "null")}}
            }
            """;

    /// <summary>A pull request as GraphQL writes it.</summary>
    private protected string Node(
        string state = "OPEN",
        bool autoMerge = false,
        string title = "Promote webshop/webui",
        string mergeState = "BLOCKED",
        bool mayBypassRules = false
    ) =>
        $$"""
            {
              "id": "PR_7", "number": 7, "state": "{{state}}", "title": "{{title}}", "body": "What and why.",
              "url": "https://github.com/acme/gitops/pull/7", "headRefName": "{{Branch}}", "baseRefName": "main",
              "headRefOid": "{{Head}}", "mergeCommit": null, "isCrossRepository": false,
              "mergeStateStatus": "{{mergeState}}", "viewerCanMergeAsAdmin": {{(mayBypassRules ? "true" : "false")}},
              "autoMergeRequest": {{(autoMerge ? "{\"mergeMethod\":\"MERGE\"}" : "null")}}
            }
            """;

    /// <summary>What a pull request meets.</summary>
    /// <param name="check">A required check, or empty.</param>
    /// <param name="open">The open pull request, or empty.</param>
    /// <param name="settings">More fields of the repository, or other values of them.</param>
    /// <param name="rules">The rules of rulesets.</param>
    private protected string RepositoryAnswer(
        string check = "",
        string open = "",
        string settings = "",
        string rules = ""
    ) =>
        $$"""
            {
              "data": {
                "repository": {
                  "autoMergeAllowed": true, "mergeCommitAllowed": true, "squashMergeAllowed": true, "rebaseMergeAllowed": true,
                  "viewerDefaultMergeMethod": "MERGE",
                  "source": { "target": { "oid": "{{Head}}" } },
                  "target": {
                    "refUpdateRule": {{(
                check.Length > 0
                    ? $$"""{"requiredStatusCheckContexts":["{{check}}"],"requiresLinearHistory":false,"requiresSignatures":false}"""
                    : "null"
            )}},
                    "rules": { "nodes": [{{rules}}] }
                  },
                  "pullRequests": { "nodes": [{{open}}] }{{(settings.Length > 0 ? ", " + settings : "")}}
                }
              }
            }
            """;

    /// <summary>What a mutation of auto-merge leaves.</summary>
    private protected string Changed(string state = "OPEN", bool autoMerge = true) =>
        $$"""{ "data": { "change": { "pullRequest": {{Node(state, autoMerge)}} } } }""";

    /// <summary>What the rules of the target branch look at.</summary>
    /// <param name="mayBypassRules">Whether the token may bypass the rules.</param>
    /// <param name="contexts">Statuses and check runs.</param>
    /// <param name="review">A <c>PullRequestReviewDecision</c>, or empty.</param>
    /// <param name="errors">What could not be read.</param>
    private protected string Checks(
        bool mayBypassRules = false,
        string contexts = "",
        string review = "",
        string errors = ""
    ) =>
        $$"""
            {
              "data": {
                "node": {
                  "viewerCanMergeAsAdmin": {{(mayBypassRules ? "true" : "false")}},
                  "reviewDecision": {{(review.Length > 0 ? $"\"{review}\"" : "null")}},
                  "commits": {
                    "nodes": [
                      { "commit": { "oid": "{{Head}}", "statusCheckRollup": { "contexts": { "nodes": [{{contexts}}] } } } }
                    ]
                  }
                }
              }{{(errors.Length > 0 ? $", \"errors\": [{errors}]" : "")}}
            }
            """;

    /// <summary>What GraphQL says where it does not do it.</summary>
    private protected static string Refused(string message, string type = "UNPROCESSABLE") =>
        $$"""{"data":{"change":null},"errors":[{"type":"{{type}}","path":["change"],"message":"{{message}}"}]}""";

    /// <summary>What REST says where it does not do it.</summary>
    private protected static string Message(string message) =>
        $$"""{"message":"{{message}}","documentation_url":"https://docs.github.com/rest"}""";

    private protected const HttpStatusCode UnprocessableContent = HttpStatusCode.UnprocessableEntity;
}
