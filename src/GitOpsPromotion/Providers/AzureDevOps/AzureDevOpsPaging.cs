using System.Globalization;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>How a list that counts what it skips names its pages.</summary>
/// <param name="Sign">The prefix of its parameters; some lists have one, some have none.</param>
/// <param name="Size">How many items to ask for at once.</param>
internal sealed record AzureDevOpsPaging(string Sign, int Size)
{
    public static AzureDevOpsPaging PullRequests { get; } = new("$", 100);

    public static AzureDevOpsPaging Statuses { get; } = new("", 1000);

    // No list is known to be cut to fewer, whatever was asked for.
    private const int SmallestFullPage = 100;

    /// <param name="skip">How many items the pages before had.</param>
    public string Query(int skip) => string.Create(CultureInfo.InvariantCulture, $"{Sign}top={Size}&{Sign}skip={skip}");

    /// <summary>Whether a page of so many items is the last. A server may give fewer than it was asked for.</summary>
    public static bool IsLast(int items) => items < SmallestFullPage;
}
