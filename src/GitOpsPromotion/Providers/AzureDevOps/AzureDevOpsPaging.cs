using System.Globalization;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>How a list that counts what it skips names its pages.</summary>
/// <param name="Sign">What the names of its parameters begin with: the API is of two minds.</param>
/// <param name="Size">How many items to ask for at once.</param>
internal sealed record AzureDevOpsPaging(string Sign, int Size)
{
    public static AzureDevOpsPaging PullRequests { get; } = new("$", 100);

    public static AzureDevOpsPaging Statuses { get; } = new("", 1000);

    /// <param name="page">From 0 on.</param>
    public string Query(int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{Sign}top={Size}&{Sign}skip={page * Size}");
}
