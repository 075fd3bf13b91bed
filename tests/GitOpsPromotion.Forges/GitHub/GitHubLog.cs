namespace GitOpsPromotion.Forges.GitHub;

/// <summary>What was said of commits, in the order of time.</summary>
internal sealed class GitHubLog<T>
{
    private readonly Dictionary<string, List<T>> all = new(StringComparer.Ordinal);

    public void Add(string commit, T item)
    {
        if (!all.TryGetValue(commit, out var list))
        {
            all[commit] = list = [];
        }

        list.Add(item);
    }

    public IReadOnlyList<T> NewestFirst(string commit) =>
        all.TryGetValue(commit, out var list) ? [.. list.AsEnumerable().Reverse()] : [];
}
