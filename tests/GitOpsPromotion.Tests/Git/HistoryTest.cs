using System.Text;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Tests.Git;

/// <summary>A remote whose commits have dates, one a day.</summary>
public abstract class HistoryTest : IAsyncDisposable
{
    protected HistoryTest() => Remote = Sandbox.CreateRemote();

    protected GitSandbox Sandbox { get; } = new();

    protected TestRepository Remote { get; }

    /// <summary>The date of the last commit, in days after <see cref="TestRepository.Noon"/>.</summary>
    protected int Day { get; set; }

    public ValueTask DisposeAsync()
    {
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Adds a commit with a new file, one day after the last one.</summary>
    protected CommitSha Commit(string file, string branch = "main") =>
        CommitSha.Parse(Remote.CommitAt(TestRepository.Noon.AddDays(++Day), branch, (file, file)));

    /// <summary>Merges into a branch without conflicts, at a time.</summary>
    protected CommitSha Merge(string branch, CommitSha side, DateTimeOffset time)
    {
        var tree = Remote.Git("merge-tree", "--write-tree", branch, side.Value);
        var content =
            $"tree {tree}\nparent {Remote.Resolve(branch)}\nparent {side}\n"
            + $"author Ada <ada@example.com> {time.ToUnixTimeSeconds()} +0000\n"
            + $"committer Ada <ada@example.com> {time.ToUnixTimeSeconds()} +0000\n\nMerge\n";
        var commit = Remote.Git(Encoding.UTF8.GetBytes(content), "hash-object", "-t", "commit", "-w", "--stdin");
        Remote.SetRef($"refs/heads/{branch}", commit);
        return CommitSha.Parse(commit);
    }
}
