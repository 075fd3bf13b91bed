using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Reads where branches are. A pull request notices a push only a little later.</summary>
internal sealed class AzureDevOpsBranches(AzureDevOpsClient client)
{
    /// <summary>The tip of a branch, or null where there is no such branch.</summary>
    public async Task<CommitSha?> FindTipAsync(BranchName branch, CancellationToken cancellationToken) =>
        (await ReadAsync(branch.Value, cancellationToken)).GetValueOrDefault(branch.Ref);

    /// <summary>The tips of all branches whose short names begin so, by the full names.</summary>
    /// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/refs/list</remarks>
    public async Task<IReadOnlyDictionary<string, CommitSha>> ReadAsync(
        string beginning,
        CancellationToken cancellationToken
    )
    {
        var refs = await client.ReadAllAsync(
            client.Request(
                HttpMethod.Get,
                $"refs?filter={Uri.EscapeDataString($"heads/{beginning}")}",
                $"The branches {beginning}… of {client.Address} were not read"
            ),
            AzureDevOpsJson.Default.AzureDevOpsListAzureDevOpsRef,
            cancellationToken
        );
        Dictionary<string, CommitSha> tips = new(StringComparer.Ordinal);
        foreach (var found in refs)
        {
            if (found.Name is { } name && CommitSha.TryParse(found.ObjectId, out var tip))
            {
                tips[name] = tip;
            }
        }

        return tips;
    }
}
