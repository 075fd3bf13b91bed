using GitOpsPromotion.Git;

namespace GitOpsPromotion.Promotions;

/// <summary>Changed files as part of a sentence: the first ones, and whether there are more.</summary>
internal sealed class ChangeList
{
    private const int MaxNamed = 10;

    private readonly List<string> named = [];
    private bool hasMore;

    public bool IsEmpty => named.Count == 0;

    /// <summary>Whether more changes would not be named.</summary>
    public bool IsFull => hasMore;

    public void Add(FileChange change) => Add(Describe(change));

    /// <param name="change">A verb and a path: <c>adds a/b.yaml</c>.</param>
    public void Add(string change)
    {
        if (named.Count < MaxNamed)
        {
            named.Add(change);
        }
        else
        {
            hasMore = true;
        }
    }

    public override string ToString() => string.Join(", ", named) + (hasMore ? ", and more" : "");

    private static string Describe(FileChange change) =>
        change switch
        {
            { Old: null, New: { } added } => $"adds {Kind(added)}{change.Path}",
            { Old: { } deleted, New: null } => $"deletes {Kind(deleted)}{change.Path}",
            { Old: { } old, New: { } @new } when Kind(old) != Kind(@new) => Kind(@new).Length == 0
                ? $"replaces {Kind(old)}{change.Path} with a file"
                : $"replaces {change.Path} with {Kind(@new).Replace("the ", "a ", StringComparison.Ordinal).TrimEnd()}",
            { Old: { } old, New: { } @new } when old.Mode != @new.Mode => old.ObjectId == @new.ObjectId
                ? $"changes the mode of {change.Path} from {old.Mode} to {@new.Mode}"
                : $"changes {change.Path} and its mode from {old.Mode} to {@new.Mode}",
            _ => $"changes {change.Path}",
        };

    private static string Kind(TreeFile entry) =>
        entry.IsSymbolicLink ? "the symbolic link "
        : entry.IsSubmodule ? "the submodule "
        : entry.IsFolder ? "the folder "
        : "";
}
