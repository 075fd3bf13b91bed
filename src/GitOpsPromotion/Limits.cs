using System.Globalization;

namespace GitOpsPromotion;

/// <summary>
/// The limits for data from repositories and servers. They bound memory and time, whatever a repository or server sends.
/// A command that exceeds one fails and names it.
/// </summary>
internal static class Limits
{
    /// <summary>Bytes in a mebibyte.</summary>
    public const int MiB = 1024 * 1024;

    /// <summary>The memory of one git process, in bytes. Enforced on Linux.</summary>
    public const int GitMemory = 448 * MiB;

    /// <summary>The output of a git command, in bytes.</summary>
    public const int GitOutput = 32 * MiB;

    /// <summary>A commit or tag object, in bytes.</summary>
    public const int Commit = 8 * MiB;

    /// <summary>A tree object, in bytes: a folder with about 200,000 entries.</summary>
    public const int Tree = 8 * MiB;

    /// <summary>All distinct tree objects below a listed folder, in bytes.</summary>
    public const int FolderTrees = 16 * MiB;

    /// <summary>The entries below a listed folder, at all depths.</summary>
    public const int FolderEntries = 100_000;

    /// <summary>The paths of all entries below a listed folder, in characters.</summary>
    public const int FolderPaths = 16 * MiB;

    /// <summary>The nesting depth below a listed folder.</summary>
    public const int FolderDepth = 100;

    /// <summary>A file whose content is read, in bytes: a manifest, or <c>gitops-promotion.yaml</c>.</summary>
    public const int Manifest = 32 * MiB;

    /// <summary>All manifests of an environment together, in bytes.</summary>
    public const int EnvironmentManifests = 256 * MiB;

    /// <summary>All manifests that one promotion changes together, in characters.</summary>
    public const int ChangedManifests = 32 * MiB;

    /// <summary>The marked values of one manifest.</summary>
    public const int MarkedValues = 10_000;

    /// <summary>The state of all pull requests in a remote of the provider <c>git</c>, in characters.</summary>
    public const int PullRequestStates = 32 * MiB;

    /// <summary>A response of a forge's API, in bytes: a page of 100 pull requests with the longest descriptions.</summary>
    public const int ApiResponse = 32 * MiB;

    /// <summary>The JSON tokens in a response. Parsed objects take more memory than their text.</summary>
    public const int ApiTokens = 1_000_000;

    /// <summary>The pages of a list.</summary>
    public const int ApiPages = 1000;

    /// <summary>All pages of a list, in bytes.</summary>
    public const int ApiList = 64 * MiB;

    /// <summary>The URL of the next page, in characters.</summary>
    public const int ApiUrl = 8 * 1024;

    /// <summary>The part of a remote's text that is processed for a message, in characters. The message shows much less.</summary>
    public const int RemoteText = 64 * 1024;

    /// <summary>The failure for data that is larger than a limit.</summary>
    /// <param name="what">What is too large, with its path; the start of a sentence.</param>
    /// <param name="bytes">Its size in bytes.</param>
    /// <param name="limit">The limit in bytes.</param>
    /// <param name="kind">The kind of failure.</param>
    public static PromotionException Exceeded(
        string what,
        long bytes,
        long limit,
        FailureKind kind = FailureKind.Rejected
    ) => new(kind, ExceededMessage(what, bytes, limit)) { Hint = "Remove it from the repository, or make it smaller." };

    /// <summary>The message for data that is larger than a limit.</summary>
    public static string ExceededMessage(string what, long bytes, long limit) =>
        FormatSize(bytes) == FormatSize(limit)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: size {bytes} bytes exceeds the limit of {limit} bytes."
            )
            : $"{what}: size {FormatSize(bytes)} exceeds the limit of {FormatSize(limit)}.";

    /// <summary>A size for messages: in GiB or MiB with one decimal, or in bytes below 1 MiB.</summary>
    public static string FormatSize(long bytes) =>
        bytes switch
        {
            >= 1024L * MiB => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024d * MiB):0.#} GiB"),
            >= MiB => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / MiB:0.#} MiB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        };
}
