namespace GitOpsPromotion.Forges.Serving;

/// <summary>A hook that refuses one push.</summary>
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
        return [.. GitHook.Environment(folder), (ReasonVariable, reason)];
    }
}
