using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using GitOpsPromotion.Forges.Contracts;
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

    // What identifies a thing is never missing.
    private static readonly string[] Always = ["number", "id"];

    [Fact]
    public static void Can_be_read()
    {
        foreach (var (reader, example) in Examples())
        {
            var value = JsonSerializer.Deserialize(example.ToJsonString(), reader);

            value.Should().NotBeNull();
            if (value is PullRequestDocument document)
            {
                var pullRequest = document.ToPullRequest()!;
                pullRequest.Value.Page.Should().NotBeNull();
                pullRequest.Value.Body.Should().NotBeEmpty();
            }
        }
    }

    [Fact]
    public static void Can_be_read_where_something_is_null_or_missing()
    {
        var count = 0;
        foreach (var (reader, example) in Examples())
        {
            var paths = Members(example).ToList();
            foreach (var path in paths)
            {
                foreach (var isRemoved in (bool[])[false, true])
                {
                    var changed = example.DeepClone();
                    Change(changed, path, isRemoved);

                    var read = () => JsonSerializer.Deserialize(changed.ToJsonString(), reader);

                    read.Should().NotThrow($"{string.Join('.', path)} of {reader.Type.Name} may be missing");
                    count++;
                }
            }
        }

        count.Should().BeGreaterThan(1000);
    }

    /// <summary>Each example of an answer that the provider reads.</summary>
    private static IEnumerable<(JsonTypeInfo Reader, JsonNode Example)> Examples()
    {
        var folder = Environment.GetEnvironmentVariable(ApiDescription.FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), ApiDescription.Missing);
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "github.openapi.json")))!;
        foreach (var ((method, path, status), reader) in Readers)
        {
            var content = description["paths"]![path]![method]!["responses"]![$"{status}"]!["content"]!;
            var examples = content["application/json"]!["examples"]!.AsObject();
            examples.Should().NotBeEmpty();
            foreach (var (_, example) in examples)
            {
                yield return (reader, Resolve(description, example!)["value"]!);
            }
        }
    }

    private static JsonNode Resolve(JsonNode description, JsonNode node) =>
        node["$ref"]?.GetValue<string>() is { } reference
            ? reference.Split('/').Skip(1).Aggregate(description, (current, name) => current[name]!)
            : node;

    /// <summary>The way to each member: names, and numbers of list items.</summary>
    private static IEnumerable<object[]> Members(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.SelectMany(member =>
                Members(member.Value)
                    .Select(path => (object[])[member.Key, .. path])
                    .Concat(
                        Always.Contains(member.Key, StringComparer.Ordinal)
                            ? []
                            :
                            [
                                [member.Key],
                            ]
                    )
            ),
            JsonArray list => list.SelectMany(
                (item, index) => Members(item).Select(path => (object[])[index, .. path])
            ),
            _ => [],
        };

    private static void Change(JsonNode root, object[] path, bool isRemoved)
    {
        var holder = path[..^1].Aggregate(root, (node, step) => step is int index ? node[index]! : node[(string)step]!);
        if (isRemoved)
        {
            holder.AsObject().Remove((string)path[^1]);
        }
        else
        {
            holder[(string)path[^1]] = null;
        }
    }
}
