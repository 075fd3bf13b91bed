using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>
/// A provider for a repository on the service, which answers as each test says, on a clock that waits for nothing. Each
/// request and answer is held against the vendor's description, where the tests know the folder of it.
/// </summary>
public abstract class ScriptedAzureDevOpsTest : IAsyncLifetime
{
    private protected const string Token = "s3cret-pat";
    private protected const string Policies = "GET /git/policy/configurations";
    private protected const string Evaluations = "GET /policy/evaluations";
    private protected const string Me = "GET //connectionData";
    private protected const string Build = "0609b952-1397-4640-95ec-e00a01b2c241";
    private protected const string Status = "cbdc66da-9728-4af8-aada-9a5a32e4a226";
    private protected const string Reviewers = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
    private protected const string Comments = "c6a1889d-b943-4856-b76f-9e46bb6b0df2";
    private protected const string MergeTypes = "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab";
    private protected const string MyId = "d6245f20-2af8-44f4-9451-8107cb2767db";
    private protected const string Ada = $$$"""{"authenticatedUser":{"id":"{{{MyId}}}","providerDisplayName":"Ada"}}""";
    private protected const string Nobody = "00000000-0000-0000-0000-000000000000";

    private readonly GitSandbox sandbox = new();
    private readonly List<IAsyncDisposable> clones = [];
    private readonly List<HttpClient> clients = [];

    private protected static BranchName Main { get; } = BranchName.Parse("main");

    private protected static BranchName Branch { get; } = BranchName.Parse("promote/webshop-webui");

    private protected static CommitSha Head { get; } = CommitSha.Parse(new string('a', 40));

    private protected static CommitSha Other { get; } = CommitSha.Parse(new string('b', 40));

    private protected static CommitSha Merge { get; } = CommitSha.Parse(new string('c', 40));

    private protected static DesiredPullRequest Draft { get; } =
        new(Branch, Main, Head, "Promote webshop/webui", "What and why.", MergeMode.Manual);

    private protected static PullRequest Opened { get; } =
        new(7, Branch, Main, Head, "Promote webshop/webui", "What and why.", PullRequestState.Open)
        {
            Page = new("https://dev.azure.com/fabrikam/Web%20Shop/_git/gitops/pullrequest/7"),
        };

    private protected FakeAzureDevOps Forge { get; } = new();

    private protected JumpingTime Time { get; } = new();

    private protected IGitProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Provider = await ConnectAsync(Token);

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        Forge.Dispose();
        foreach (var clone in clones)
        {
            await clone.DisposeAsync();
        }

        sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<IGitProvider> ConnectAsync(string? token, bool isDescribed = true) =>
        new AzureDevOpsProvider(await ConnectionAsync(token, isDescribed));

    /// <summary>What does the single steps of the lifecycle.</summary>
    private protected async Task<AzureDevOpsPullRequestForge> ConnectForgeAsync() =>
        new(new AzureDevOpsClient(await ConnectionAsync(Token, isDescribed: true)));

    private async Task<ProviderConnection> ConnectionAsync(string? token, bool isDescribed)
    {
        var clone = TestRepository.CreateBare(sandbox[$"clone-{clones.Count}"], "main", []);
        clone.Git("remote", "add", "origin", "https://dev.azure.com/fabrikam/Web%20Shop/_git/gitops");
        var repository = await GitRepository.OpenAsync(clone.Path, _ => null, trace: null, CancellationToken.None);
        clones.Add(repository);
        HttpClient http = new(isDescribed ? new DescribedApi(Forge) : Forge, disposeHandler: false);
        clients.Add(http);
        return new(repository, http, token, Time) { SourceBranchPrefix = "promote/" };
    }

    /// <summary>The branch is at a commit; at none where that is null.</summary>
    private protected void BranchIsAt(CommitSha? tip) =>
        Forge.On("GET refs", tip is null ? List() : List(Ref(Branch.Ref, tip)));

    private protected Task<PullRequest> OpenAsync(MergeMode merging, PullRequest? open = null) =>
        Provider.OpenPullRequestAsync(Draft with { MergeMode = merging }, open, CancellationToken.None);

    private protected Task<PullRequest> MergeAsync() => Provider.MergePullRequestAsync(Opened, CancellationToken.None);

    private protected Task<PullRequest?> FindOpenAsync() =>
        Provider.FindOpenPullRequestAsync(Branch, Main, CancellationToken.None);

    private protected static async Task<PromotionException> FailureOf(Func<Task> action) =>
        (await action.Should().ThrowAsync<PromotionException>()).Which;

    /// <summary>A pull request as the API writes it; what is null is left out.</summary>
    private protected static string Pull(
        int id = 7,
        string status = "active",
        string mergeStatus = "succeeded",
        CommitSha? head = null,
        string? autoCompleteBy = null,
        CommitSha? mergeCommit = null,
        string title = "Promote webshop/webui",
        string? description = "What and why.",
        string source = "refs/heads/promote/webshop-webui",
        string target = "refs/heads/main",
        bool isDraft = false,
        string? failure = null,
        string? fork = null
    )
    {
        JsonObject pull = new()
        {
            ["repository"] = new JsonObject
            {
                ["id"] = "3411ebc1-d5aa-464f-9615-0b527bc66719",
                ["project"] = new JsonObject { ["id"] = "a7573007-bbb3-4341-b726-0c4148a07853" },
            },
            ["pullRequestId"] = id,
            ["status"] = status,
            ["creationDate"] = "2026-11-21T12:00:00.6655471Z",
            ["closedDate"] = "0001-01-01T00:00:00",
            ["title"] = title,
            ["description"] = description,
            ["sourceRefName"] = source,
            ["targetRefName"] = target,
            ["mergeStatus"] = mergeStatus,
            ["mergeFailureMessage"] = failure,
            ["isDraft"] = isDraft,
            ["lastMergeSourceCommit"] = Commit(head ?? Head),
            ["lastMergeCommit"] = mergeCommit is null ? null : Commit(mergeCommit),
            ["autoCompleteSetBy"] = autoCompleteBy is null ? null : new JsonObject { ["id"] = autoCompleteBy },
            ["forkSource"] = fork is null ? null : new JsonObject { ["name"] = fork },
        };
        foreach (var name in pull.Where(field => field.Value is null).Select(field => field.Key).ToList())
        {
            pull.Remove(name);
        }

        return pull.ToJsonString();
    }

    private protected static string List(params string[] items) =>
        $$"""{"count":{{items.Length}},"value":[{{string.Join(',', items)}}]}""";

    private protected static string Ref(string name, CommitSha tip) =>
        $$"""{"name":{{Quote(name)}},"objectId":"{{tip}}"}""";

    private protected static string Error(string typeKey, string message) =>
        $$"""{"$id":"1","innerException":null,"message":{{Quote(message)}},"typeKey":"{{typeKey}}","errorCode":0,"eventId":3000}""";

    /// <param name="type">The id of its type.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="id">Its own id.</param>
    /// <param name="isBlocking">Whether it is required.</param>
    /// <param name="isEnabled">Whether it is in force.</param>
    private protected static string Policy(
        string type,
        string settings = "{}",
        int id = 1,
        bool isBlocking = true,
        bool isEnabled = true
    ) =>
        $$$"""{"id":{{{id}}},"isBlocking":{{{Quote(isBlocking)}}},"isEnabled":{{{Quote(isEnabled)}}},"isDeleted":false,"type":{"id":"{{{type}}}","displayName":"A policy"},"settings":{{{settings}}}}""";

    private protected static string Evaluation(string status, string policy) =>
        $$"""{"status":"{{status}}","configuration":{{policy}}}""";

    private protected static string Quote<T>(T value) => JsonSerializer.Serialize(value);

    private static JsonObject Commit(CommitSha commit) => new() { ["commitId"] = commit.Value };
}
