using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>Refuses pushes to branches with policies, by a hook that git gets from its environment.</summary>
/// <param name="root">The folder with the bare repositories.</param>
internal sealed class AzureDevOpsPushRules(string root)
{
    private const string Message =
        "TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.";

    /// <summary>The environment of a push.</summary>
    public IReadOnlyList<(string Name, string Value)> For(AzureDevOpsRepository repository) =>
        repository.Policies is [] ? [] : GitHook.Environment(WriteHook());

    // Called with the ref: https://git-scm.com/docs/githooks#update
    private string WriteHook()
    {
        var folder = Path.Combine(root, ".push-rules");

        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            ShellScript.Write(
                Path.Combine(folder, "update"),
                $"[ \"$1\" != refs/heads/{AzureDevOpsRepository.DefaultBranch} ] || {{ echo \"{Message}\" >&2; exit 1; }}"
            );
        }

        return folder;
    }
}
