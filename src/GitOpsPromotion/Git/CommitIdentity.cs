namespace GitOpsPromotion.Git;

/// <summary>Who a commit is by, where neither git's settings nor its variables say so.</summary>
internal static class CommitIdentity
{
    private const string Name = "gitops-promotion";
    private const string Email = "gitops-promotion@localhost";

    /// <summary>The variables that are missing, and only those. Left alone, git would make up a name from the machine's.</summary>
    public static IEnumerable<KeyValuePair<string, string>> GetMissingVariables(
        GitConfiguration configuration,
        IDictionary<string, string?> inherited
    )
    {
        foreach (var role in new[] { "author", "committer" })
        {
            var variable = $"GIT_{role.ToUpperInvariant()}";

            if (!Has($"{variable}_NAME") && !Says($"{role}.name") && !Says("user.name"))
            {
                yield return KeyValuePair.Create($"{variable}_NAME", Name);
            }

            if (!Has($"{variable}_EMAIL") && !Has("EMAIL") && !Says($"{role}.email") && !Says("user.email"))
            {
                yield return KeyValuePair.Create($"{variable}_EMAIL", Email);
            }
        }

        bool Has(string name) => inherited.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value);
        bool Says(string key) => !string.IsNullOrWhiteSpace(configuration.Get(key));
    }
}
