using System.Globalization;

namespace GitOpsPromotion;

/// <summary>
/// What is read from servers, within bounds that nobody can exceed: memory and time stay bounded whatever they send.
/// Above a limit, the command says which one was exceeded, by what.
/// </summary>
internal static class Limits
{
    /// <summary>Bytes in a mebibyte.</summary>
    public const int MiB = 1024 * 1024;

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

    /// <summary>A size as messages show it: whole MiB, or bytes where it is smaller.</summary>
    public static string Show(long bytes) =>
        bytes >= MiB
            ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / MiB:0.#} MiB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
}
