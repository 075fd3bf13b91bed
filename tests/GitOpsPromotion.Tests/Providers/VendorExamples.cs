using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using GitOpsPromotion.Forges.Contracts;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

/// <summary>The vendor's own examples of answers, and what is left of each where something is missing.</summary>
/// <param name="name">The description's name, such as <c>github</c>.</param>
/// <param name="readers">What reads the examples of an answer: its method in lower case, its path, its status.</param>
/// <param name="always">The members that identify a thing, and are never missing.</param>
internal sealed class VendorExamples(
    string name,
    IReadOnlyDictionary<(string Method, string Path, int Status), JsonTypeInfo> readers,
    params string[] always
)
{
    /// <summary>Each example, read.</summary>
    public IEnumerable<object?> ReadAll() =>
        Examples().Select(one => JsonSerializer.Deserialize(one.Example.ToJsonString(), one.Reader));

    /// <summary>Reads each example without each of its members, and with null in its place. Returns how many that were.</summary>
    public int ReadAllWithGaps()
    {
        var count = 0;
        foreach (var (reader, example) in Examples())
        {
            foreach (var path in Members(example).ToList())
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

        return count;
    }

    private IEnumerable<(JsonTypeInfo Reader, JsonNode Example)> Examples()
    {
        var folder = Environment.GetEnvironmentVariable(ApiDescription.FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), ApiDescription.Missing);
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, $"{name}.openapi.json")))!;
        foreach (var ((method, path, status), reader) in readers)
        {
            var answers = description["paths"]![path]![method]!["responses"]!;
            var content = answers[status.ToString(CultureInfo.InvariantCulture)]!["content"]!;
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
            ? reference.Split('/').Skip(1).Aggregate(description, (current, step) => current[step]!)
            : node;

    /// <summary>The way to each member: names, and numbers of list items.</summary>
    private IEnumerable<object[]> Members(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.SelectMany(member =>
                Members(member.Value)
                    .Select(path => (object[])[member.Key, .. path])
                    .Concat(
                        always.Contains(member.Key, StringComparer.Ordinal)
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
