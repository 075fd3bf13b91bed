using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitOpsPromotion.Cli.Ci;

/// <summary>The event that started a workflow of GitHub Actions: a pull request or a push.</summary>
/// <param name="PullRequest">The pull request of a <c>pull_request</c> event.</param>
/// <param name="Before">The tip of the branch before a <c>push</c> event.</param>
/// <remarks>
/// Sources: https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request,
/// https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
/// </remarks>
internal sealed record GitHubEvent(GitHubEventPullRequest? PullRequest = null, string? Before = null)
{
    private const string Variable = "GITHUB_EVENT_PATH";

    // GitHub sends at most 25 MB.
    private const int MaxLength = 32 * 1024 * 1024;

    /// <summary>The pull request of the event; null for other events, and outside of GitHub Actions.</summary>
    /// <exception cref="PromotionException">The event is for a pull request, but its file cannot be read.</exception>
    public static GitHubEventPullRequest? FindPullRequest(Func<string, string?> environment) =>
        environment(Variable) is { Length: > 0 } file
        && (
            environment("GITHUB_HEAD_REF") is { Length: > 0 }
            || environment("GITHUB_EVENT_NAME")?.StartsWith("pull_request", StringComparison.Ordinal) is true
        )
            ? Read(file).PullRequest ?? throw Unreadable(file, "it has no pull request", cause: null)
            : null;

    /// <summary>The tip of the branch before the push; null for other events, and if the event cannot be read.</summary>
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
            // Then only the commit at HEAD is promoted, as outside of CI systems.
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
            throw Unreadable(file, "the file does not exist", missing);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, unreadable.Message, unreadable);
        }
        catch (JsonException invalid)
        {
            throw Unreadable(file, "it is not a valid event", invalid);
        }
    }

    private static ReadOnlySpan<byte> ReadStart(string file)
    {
        using var stream = File.OpenRead(file);
        using MemoryStream content = new();
        var buffer = new byte[81920];
        // A file of length 0, such as a device, may be endless.
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaxLength)
            {
                throw new IOException("it is too large for an event");
            }
        }

        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        return bytes.StartsWith("\uFEFF"u8) ? bytes["\uFEFF"u8.Length..] : bytes;
    }

    private static PromotionException Unreadable(string file, string why, Exception? cause) =>
        new(
            FailureKind.Configuration,
            $"Cannot determine the pull request of this job from {Variable} ('{file}'): {why}.",
            cause
        )
        {
            Hint =
                $"Do not change {Variable} in GitHub Actions. Elsewhere, unset it, and set the branch with --branch.",
        };
}

/// <param name="Head">The source branch.</param>
/// <param name="Base">The target branch.</param>
/// <param name="Merged">Whether the pull request is merged.</param>
internal sealed record GitHubEventPullRequest(GitHubEventBranch Head, GitHubEventBranch Base, bool? Merged = null)
{
    public string Branch => Head.Ref;

    /// <summary>Whether the source branch is in another repository. That of a deleted fork is null.</summary>
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
