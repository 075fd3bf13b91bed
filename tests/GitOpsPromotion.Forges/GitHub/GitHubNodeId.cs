using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Ids for GraphQL, which nobody should take apart.</summary>
internal static class GitHubNodeId
{
    public static string Of(string kind, params long[] numbers) =>
        $"{kind}_{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\t', numbers.Select(number => number.ToString("x8", CultureInfo.InvariantCulture)))))}";
}
