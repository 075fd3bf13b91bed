namespace GitOpsPromotion.Forges.Serving;

/// <summary>A hook that refuses every push, for a single one: git is told of it by its environment.</summary>
internal sealed class RejectingHook(string root)
{
    private const string ReasonVariable = "FORGE_REJECTION";

    public IReadOnlyList<(string Name, string Value)> Saying(string reason)
    {
        var folder = Path.Combine(root, ".rejected-pushes");
        Directory.CreateDirectory(folder);
        ShellScript.Write(
            Path.Combine(folder, "pre-receive"),
            $"""
            cat >/dev/null
            printf '%s\n' "${ReasonVariable}" >&2
            exit 1
            """
        );
        return
        [
            ("GIT_CONFIG_COUNT", "1"),
            ("GIT_CONFIG_KEY_0", "core.hooksPath"),
            ("GIT_CONFIG_VALUE_0", folder),
            (ReasonVariable, reason),
        ];
    }
}
