using System.Globalization;

namespace GitOpsPromotion.Forges.Merges;

/// <summary>The branches of a bare repository as its forge last saw them, and its test merges of pull requests.</summary>
/// <param name="repository">The bare repository.</param>
/// <param name="committer">Who commits merges, as <c>Name &lt;mail&gt;</c>.</param>
internal sealed class ForgeBranches(TestRepository repository, string committer)
{
    private const string Heads = "refs/heads/";

    private readonly Dictionary<int, (string Target, string Head, string? Commit)> testMerges = [];
    private Dictionary<string, string> tips = new(StringComparer.Ordinal);

    public BareMerges Merges { get; } = new(repository, committer);

    /// <summary>Reads what git has received since the last look.</summary>
    public void Look() =>
        tips = repository
            .ReadRefs(Heads)
            .ToDictionary(one => one.Key[Heads.Length..], one => one.Value, StringComparer.Ordinal);

    public string? TipOf(string branch) => tips.GetValueOrDefault(branch);

    public void Delete(string branch, string tip) =>
        repository.TryGit(input: null, "update-ref", "-d", $"{Heads}{branch}", tip);

    public bool Has(string commit) =>
        commit.Length is 40
        && commit.All(char.IsAsciiHexDigit)
        && repository.TryGit(input: null, "cat-file", "-e", $"{commit}^{{commit}}").ExitCode is 0;

    public bool IsAncestor(string commit, string of) =>
        repository.TryGit(input: null, "merge-base", "--is-ancestor", commit, of).ExitCode is 0;

    public IEnumerable<string> Commits(string range) =>
        repository.Git("rev-list", range).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The merge of a pull request as its branches are now, which is <c>refs/pull/N/merge</c>. It is made on
    /// first use, so that many pull requests cost nothing.
    /// </summary>
    /// <returns>The commit, null where the branches conflict; and whether it was made just now.</returns>
    public (string? Commit, bool IsNew) TestMerge(int number, string target, string head)
    {
        if (testMerges.TryGetValue(number, out var known) && (known.Target, known.Head) == (target, head))
        {
            return (known.Commit, false);
        }

        var attempt = Merges.Try(target, head, MergeStyle.Merge, "Test merge", committer);
        var commit = (attempt as MergeAttempt.Merged)?.Commit;
        testMerges[number] = (target, head, commit);

        if (commit is not null)
        {
            repository.SetRef(string.Create(CultureInfo.InvariantCulture, $"refs/pull/{number}/merge"), commit);
        }

        return (commit, true);
    }

    /// <summary>The test merge of a head, if it was made.</summary>
    public string? KnownTestMerge(int number, string head) =>
        testMerges.TryGetValue(number, out var known) && known.Head == head ? known.Commit : null;
}
