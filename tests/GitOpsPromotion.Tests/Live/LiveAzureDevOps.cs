using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.AzureDevOps;

namespace GitOpsPromotion.Tests.Live;

/// <summary>A repository on Azure DevOps, prepared through its REST API. The check is a status of the pull request.</summary>
/// <remarks>Source: https://learn.microsoft.com/rest/api/azure/devops/policy/configurations</remarks>
internal sealed class LiveAzureDevOps() : LiveForge("GITOPS_PROMOTION_LIVE_AZDO", "AZURE_DEVOPS_EXT_PAT", "git")
{
    private const string Genre = "gitops-promotion";
    private const string Check = "status";
    private const string StatusPolicy = "cbdc66da-9728-4af8-aada-9a5a32e4a226";

    private int? policy;

    private string Project => Url.AbsoluteUri.Split("/_git/")[0];

    private string Repository => $"git/repositories/{Url.AbsoluteUri.Split("/_git/")[1]}";

    public override async Task RequireCheckAsync()
    {
        var repository = await SendAsync(HttpMethod.Get, Repository);
        var created = await SendAsync(
            HttpMethod.Post,
            "policy/configurations",
            new
            {
                isEnabled = true,
                isBlocking = true,
                type = new { id = StatusPolicy },
                settings = new
                {
                    statusGenre = Genre,
                    statusName = Check,
                    invalidateOnSourceUpdate = true,
                    scope = new[]
                    {
                        new
                        {
                            repositoryId = (string?)repository["id"],
                            refName = DefaultBranch.Ref,
                            matchKind = "Exact",
                        },
                    },
                },
            }
        );
        policy = (int?)created["id"];
    }

    public override async Task CompleteCheckAsync(CommitSha head)
    {
        foreach (var pull in await ActiveAsync())
        {
            if ((string?)pull["lastMergeSourceCommit"]!["commitId"] == head.Value)
            {
                var path = $"{Repository}/pullRequests/{pull["pullRequestId"]}";
                var iterations = await SendAsync(HttpMethod.Get, $"{path}/iterations");
                await SendAsync(
                    HttpMethod.Post,
                    $"{path}/statuses",
                    new
                    {
                        state = "succeeded",
                        context = new { genre = Genre, name = Check },
                        iterationId = (int?)iterations["count"],
                    }
                );
            }
        }
    }

    protected override IGitProvider Connect(ProviderConnection connection) => new AzureDevOpsProvider(connection);

    // A pull request stays active when its branch is deleted.
    protected override async Task RemoveRulesAsync()
    {
        foreach (var pull in await ActiveAsync())
        {
            await SendAsync(
                HttpMethod.Patch,
                $"{Repository}/pullRequests/{pull["pullRequestId"]}",
                new { status = "abandoned" }
            );
        }

        if (policy is { } id)
        {
            await SendAsync(HttpMethod.Delete, $"policy/configurations/{id}");
        }
    }

    private async Task<IReadOnlyList<JsonNode>> ActiveAsync()
    {
        var list = await SendAsync(
            HttpMethod.Get,
            $"{Repository}/pullrequests?searchCriteria.status=active&searchCriteria.targetRefName={DefaultBranch.Ref}"
        );
        return [.. list["value"]!.AsArray().Select(pull => pull!)];
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body = null)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using HttpRequestMessage request = new(method, $"{Project}/_apis/{path}{separator}api-version=7.1");
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($":{Token}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return text is "" ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
