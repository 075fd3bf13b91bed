using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>The event that started a workflow of GitHub Actions, as far as it tells of a pull request or a push.</summary>
/// <param name="PullRequest">The pull request that the event is about.</param>
/// <param name="Before">Where the branch was before the push.</param>
/// <remarks>
/// Sources: https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request,
/// https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
/// </remarks>
internal sealed record GitHubEvent(GitHubEventPullRequest? PullRequest = null, string? Before = null)
{
    private const string Variable = "GITHUB_EVENT_PATH";

    // GitHub sends at most 25 MB.
    private const int MaxLength = 32 * 1024 * 1024;

    /// <summary>The pull request of the event; null where the event is about none, or no event is named.</summary>
    /// <exception cref="PromotionException">The event is about one, and its file cannot be read.</exception>
    public static GitHubEventPullRequest? FindPullRequest(Func<string, string?> environment) =>
        environment(Variable) is { Length: > 0 } file
        && (
            environment("GITHUB_HEAD_REF") is { Length: > 0 }
            || environment("GITHUB_EVENT_NAME")?.StartsWith("pull_request", StringComparison.Ordinal) is true
        )
            ? Read(file).PullRequest ?? throw Unreadable(file, "it tells of no pull request", cause: null)
            : null;

    /// <summary>Where the branch was before the push; null where the event is none, or cannot be read.</summary>
    public static string? FindBefore(Func<string, string?> environment)
    {
        try
        {
            return environment("GITHUB_EVENT_NAME") is "push" && environment(Variable) is { Length: > 0 } file
                ? Read(file).Before
                : null;
        }
        catch (PromotionException)
        {
            // Then the commit at HEAD is gone on with, as everywhere else.
            return null;
        }
    }

    private static GitHubEvent Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(ReadStart(file), GitHubEventJson.Default.GitHubEvent)
                ?? throw new JsonException();
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(file, "there is no such file", missing);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, unreadable.Message, unreadable);
        }
        catch (JsonException nonsense)
        {
            throw Unreadable(file, "it is not the JSON of an event", nonsense);
        }
    }

    private static ReadOnlySpan<byte> ReadStart(string file)
    {
        using var stream = File.OpenRead(file);
        using MemoryStream content = new();
        var buffer = new byte[81920];
        // What says that it has no length may have no end.
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaxLength)
            {
                throw new IOException("it is larger than an event can be");
            }
        }

        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        return bytes.StartsWith("\uFEFF"u8) ? bytes["\uFEFF"u8.Length..] : bytes;
    }

    private static PromotionException Unreadable(string file, string why, Exception? cause) =>
        new(
            FailureKind.Configuration,
            $"It is not known what pull request this job is for: {Variable} names '{file}', and {why}.",
            cause
        )
        {
            Hint = $"Leave {Variable} as GitHub Actions sets it; or unset it, and name the branch with --branch.",
        };
}

/// <param name="Head">The branch that is to be merged.</param>
/// <param name="Base">The branch that it is merged into.</param>
/// <param name="Merged">Whether it has been merged.</param>
internal sealed record GitHubEventPullRequest(GitHubEventBranch Head, GitHubEventBranch Base, bool? Merged = null)
{
    public string Branch => Head.Ref;

    /// <summary>A fork that was deleted has left its name empty.</summary>
    public bool IsFromFork =>
        Head.Repo is null
        || !string.Equals(Head.Repo.FullName, Base.Repo?.FullName, StringComparison.OrdinalIgnoreCase);

    public bool IsMerged => Merged is true;
}

internal sealed record GitHubEventBranch(string Ref, GitHubEventRepository? Repo = null);

internal sealed record GitHubEventRepository(string FullName);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(GitHubEvent))]
internal sealed partial class GitHubEventJson : JsonSerializerContext;
