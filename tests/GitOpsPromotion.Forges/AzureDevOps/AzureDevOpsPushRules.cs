using GitOpsPromotion.Forges.AzureDevOps.Rest;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>What a push may not do: a hook that git is told of by its environment refuses it.</summary>
/// <param name="root">The folder with the bare repositories.</param>
internal sealed class AzureDevOpsPushRules(string root)
{
    private const string ProtectedMessage =
        "TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.";

    private const string Zero = "0000000000000000000000000000000000000000";

    /// <summary>The environment of a push.</summary>
    public IReadOnlyList<(string Name, string Value)> For(AzureDevOpsRepository repository, AzureDevOpsToken token)
    {
        var closed = repository
            .Policies.Where(policy => policy is { IsEnabled: true, IsBlocking: true })
            .Select(policy => policy.Branch is null ? "*" : $"refs/heads/{policy.Branch}");
        return
        [
            ("GIT_CONFIG_COUNT", "1"),
            ("GIT_CONFIG_KEY_0", "core.hooksPath"),
            ("GIT_CONFIG_VALUE_0", WriteHook()),
            ("FORGE_PROTECTED", $" {string.Join(' ', closed)} "),
            ("FORGE_NO_CREATE", Without(token, AzureDevOpsRight.CreateBranch)),
            ("FORGE_NO_FORCE", Without(token, AzureDevOpsRight.ForcePush)),
        ];
    }

    private static string Without(AzureDevOpsToken token, AzureDevOpsRight right) =>
        token.Has(right) ? "" : AzureDevOpsErrors.NeedsRightMessage(token, right);

    // Called with the ref, the old commit and the new one: https://git-scm.com/docs/githooks#update
    private string WriteHook()
    {
        var folder = Path.Combine(root, ".push-rules");

        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            ShellScript.Write(
                Path.Combine(folder, "update"),
                $$"""
                refuse() { printf '%s\n' "$1" >&2; exit 1; }
                case "$FORGE_PROTECTED" in *" $1 "*|*" * "*) refuse "{{ProtectedMessage}}";; esac
                if [ "$2" = {{Zero}} ]; then
                  [ -z "$FORGE_NO_CREATE" ] || refuse "$FORGE_NO_CREATE"
                elif [ "$3" = {{Zero}} ] || ! git merge-base --is-ancestor "$2" "$3"; then
                  [ -z "$FORGE_NO_FORCE" ] || refuse "$FORGE_NO_FORCE"
                fi
                """
            );
        }

        return folder;
    }
}
