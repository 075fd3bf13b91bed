namespace GitOpsPromotion.Git;

/// <summary>The author and committer of commits if git's settings and variables do not name them.</summary>
internal static class CommitIdentity
{
    private const string Name = "gitops-promotion";
    private const string Email = "gitops-promotion@localhost";

    /// <summary>The variables to set, only where a part is missing. git would otherwise derive a name from the machine.</summary>
    public static IEnumerable<KeyValuePair<string, string>> GetMissingVariables(
        GitConfiguration configuration,
        IDictionary<string, string?> inherited
    )
    {
        foreach (var role in new[] { "author", "committer" })
        {
            var variable = $"GIT_{role.ToUpperInvariant()}";

            if (!IsSet($"{variable}_NAME") && !IsConfigured($"{role}.name") && !IsConfigured("user.name"))
            {
                yield return KeyValuePair.Create($"{variable}_NAME", Name);
            }

            if (
                !IsSet($"{variable}_EMAIL")
                && !IsSet("EMAIL")
                && !IsConfigured($"{role}.email")
                && !IsConfigured("user.email")
            )
            {
                yield return KeyValuePair.Create($"{variable}_EMAIL", Email);
            }
        }

        bool IsSet(string name) => inherited.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value);
        bool IsConfigured(string key) => !string.IsNullOrWhiteSpace(configuration.Get(key));
    }
}
