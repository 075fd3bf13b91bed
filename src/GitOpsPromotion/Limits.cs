using System.Globalization;

namespace GitOpsPromotion;

/// <summary>
/// What is read from repositories and servers, within bounds that nobody can exceed: memory and time stay bounded whatever they send.
/// Above a limit, the command says which one was exceeded, by what.
/// </summary>
internal static class Limits
{
    /// <summary>Bytes in a mebibyte.</summary>
    public const int MiB = 1024 * 1024;

    /// <summary>The most memory of one git process, in bytes. Enforced on Linux.</summary>
    public const int GitMemory = 448 * MiB;

    /// <summary>The longest output of a git command, in bytes.</summary>
    public const int GitOutput = 32 * MiB;

    /// <summary>The longest commit or tag, in bytes.</summary>
    public const int Commit = 8 * MiB;

    /// <summary>The longest tree object, in bytes: a folder of some 200,000 entries.</summary>
    public const int Tree = 8 * MiB;

    /// <summary>All tree objects below a folder that is listed, each once, in bytes.</summary>
    public const int FolderTrees = 16 * MiB;

    /// <summary>The most entries below a folder that is listed, at all depths.</summary>
    public const int FolderEntries = 100_000;

    /// <summary>The paths of all entries below a folder that is listed, in characters.</summary>
    public const int FolderPaths = 16 * MiB;

    /// <summary>How deep folders may be nested below a folder that is listed.</summary>
    public const int FolderDepth = 100;

    /// <summary>The longest file whose content is read, in bytes: a manifest, or <c>gitops-promotion.yaml</c>.</summary>
    public const int Manifest = 32 * MiB;

    /// <summary>All manifests of an environment together, in bytes.</summary>
    public const int EnvironmentManifests = 256 * MiB;

    /// <summary>All manifests that one promotion changes together, in characters.</summary>
    public const int ChangedManifests = 32 * MiB;

    /// <summary>The most values of one manifest that have markers.</summary>
    public const int MarkedValues = 10_000;

    /// <summary>The state of all pull requests that are read at once from the remote of the provider <c>git</c>, in characters.</summary>
    public const int PullRequestStates = 32 * MiB;

    /// <summary>The longest answer of a forge's API, in bytes: a page of 100 pull requests with the longest descriptions.</summary>
    public const int ApiAnswer = 32 * MiB;

    /// <summary>The most JSON tokens in an answer. Objects take more memory than the bytes that spell them.</summary>
    public const int ApiTokens = 1_000_000;

    /// <summary>The most pages of a list.</summary>
    public const int ApiPages = 1000;

    /// <summary>The bytes of all pages of a list.</summary>
    public const int ApiList = 64 * MiB;

    /// <summary>The longest address of a next page, in characters.</summary>
    public const int ApiAddress = 8 * 1024;

    /// <summary>How much of a remote's text is looked at to show it, in characters. Much less is shown.</summary>
    public const int RemoteText = 64 * 1024;

    /// <summary>The failure of what is larger than a limit.</summary>
    /// <param name="what">What it is, with its path; the beginning of a sentence.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="limit">What is read at most.</param>
    /// <param name="kind">What sort of failure it is.</param>
    public static PromotionException Exceeded(
        string what,
        long bytes,
        long limit,
        FailureKind kind = FailureKind.Rejected
    ) => new(kind, Sentence(what, bytes, limit)) { Hint = "Remove it from the repository, or make it smaller." };

    /// <summary>That something is larger than a limit.</summary>
    public static string Sentence(string what, long bytes, long limit) =>
        Show(bytes) == Show(limit)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: its size is {bytes} bytes, and at most {limit} are read."
            )
            : $"{what}: its size is {Show(bytes)}, and at most {Show(limit)} are read.";

    /// <summary>A size as messages show it: whole MiB, or bytes where it is smaller.</summary>
    public static string Show(long bytes) =>
        bytes >= 1024L * MiB ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1024L * MiB):0.#} GiB")
        : bytes >= MiB ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / MiB:0.#} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
}
