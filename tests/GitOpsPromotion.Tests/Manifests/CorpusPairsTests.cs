using System.Text.Json;
using FluentAssertions;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>Repeats changes that Flux made in public repositories, byte for byte.</summary>
public static class CorpusPairsTests
{
    /// <summary>Commits that replaced an image reference with a digest or a repository. This tool rejects them.</summary>
    private static readonly string[] Rejected =
    [
        "3222e9845d34d0c342f14a8ee379b955b2523ee0",
        "0b6414fcc691adad267f8a42a5331ef890d461d5",
    ];

    [Fact]
    public static void Every_pair_is_rewritten_to_the_same_bytes()
    {
        List<string> differences = [];
        var count = 0;
        foreach (var line in File.ReadLines(Corpus.PathOf("pairs.jsonl")))
        {
            count++;
            using var pair = JsonDocument.Parse(line);
            var (path, text) = (Text(pair, "path"), Text(pair, "before"));
            try
            {
                foreach (var (policy, version) in Promotions(pair.RootElement.GetProperty("policies")))
                {
                    text = ManifestRewriter.Rewrite(new Manifest(path, text), policy, version).Text;
                }
            }
            catch (PromotionException) when (Rejected.Contains(Text(pair, "commit"), StringComparer.Ordinal))
            {
                continue;
            }
            catch (PromotionException rejected)
            {
                text = rejected.Message;
            }

            if (!string.Equals(text, Text(pair, "after"), StringComparison.Ordinal))
            {
                differences.Add($"{Text(pair, "source")} {path} {Text(pair, "commit")}: {text.Split('\n')[0]}");
            }
        }

        differences.Should().BeEmpty();
        count.Should().BeGreaterThan(200);
    }

    /// <summary>The versions of the policies. A file can contain the image, the tag, the repository or the digest of one.</summary>
    private static IEnumerable<(ImagePolicy Policy, ImageVersion Version)> Promotions(JsonElement policies)
    {
        var apps = policies
            .EnumerateObject()
            .GroupBy(policy => string.Join(':', policy.Name.Split(':')[..2]), StringComparer.Ordinal);
        foreach (var app in apps)
        {
            var names = app.Key.Split(':');
            var values = app.ToDictionary(
                policy => policy.Name.Split(':') is [_, _, var field] ? field : "",
                policy => policy.Value.GetString()!,
                StringComparer.Ordinal
            );
            var image = values.TryGetValue("", out var text) ? ImageReference.Parse(text) : null;
            var tag = values.GetValueOrDefault("tag") ?? image?.TagText ?? "none";
            var digest = values.GetValueOrDefault("digest") ?? image?.DigestText;
            var repository = values.GetValueOrDefault("name") ?? image?.Repository;
            yield return (
                new ImagePolicy(GroupName.Parse(names[0]), AppName.Parse(names[1])),
                new ImageVersion(
                    ImageTag.Parse(tag),
                    digest is null ? null : ImageDigest.Parse(digest),
                    repository is null ? null : ImageRepository.Parse(repository)
                )
            );
        }
    }

    private static string Text(JsonDocument pair, string name) => pair.RootElement.GetProperty(name).GetString()!;
}
