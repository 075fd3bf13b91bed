using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

public sealed class TreeComparisonTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly TestRepository remote;

    public TreeComparisonTests()
    {
        remote = sandbox.CreateRemote();
        remote.Commit("main", ("a/b/c.yaml", "1\n"), ("a/d.yaml", "1\n"), ("e.yaml", "1\n"), ("f/g.yaml", "1\n"));
    }

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Lists_each_changed_path_with_its_old_and_new_entry()
    {
        var changes = await CompareAsync(
            Tampering.Write("a/b/c.yaml", "2\n"),
            Tampering.Write("a/d.yaml", "1\n", "100755"),
            Tampering.Delete("e.yaml"),
            Tampering.Delete("f"),
            Tampering.Write("f", "a file\n"),
            Tampering.Link("n/link", "c.yaml"),
            Tampering.Submodule("n/sub")
        );

        changes
            .Select(change => $"{change.Path} {change.Old?.Mode ?? "-"} {change.New?.Mode ?? "-"}")
            .Should()
            .BeEquivalentTo(
                "a/b/c.yaml 100644 100644",
                "a/d.yaml 100644 100755",
                "e.yaml 100644 -",
                "f - 100644",
                "f/g.yaml 100644 -",
                "n/link - 120000",
                "n/sub - 160000"
            );
    }

    [Fact]
    public async Task Finds_no_change_in_the_same_tree() => (await CompareAsync()).Should().BeEmpty();

    [Fact]
    public async Task Is_bounded_if_a_few_trees_produce_billions_of_paths()
    {
        var blob = remote.Git("1\n"u8.ToArray(), "hash-object", "-w", "--stdin");
        var tree = MakeTree($"100644 blob {blob}\tx");
        for (var i = 0; i < 12; i++)
        {
            tree = MakeTree([.. Enumerable.Range(0, 10).Select(n => $"040000 tree {tree}\t{n}")]);
        }

        var clone = sandbox.Clone(remote);
        await File.WriteAllTextAsync(
            Path.Combine(clone.Path, ".git", "objects", "info", "alternates"),
            Path.Combine(remote.Path, "objects") + "\n"
        );
        await using var repository = await clone.OpenAsync();
        var main = remote.Resolve("main^{tree}");

        var count = 0;
        await foreach (var change in repository.Files.GetChangesAsync(main, tree, default))
        {
            count++;
        }

        count.Should().BeGreaterThan(1000).And.BeLessThan(100_000);
    }

    private string MakeTree(params string[] entries) =>
        remote.Git(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', entries) + "\n"), "mktree");

    private async Task<IReadOnlyList<FileChange>> CompareAsync(params string[] changes)
    {
        var before = remote.Resolve("main^{tree}");
        remote.Tamper("main", changes);
        await using var repository = await sandbox.Clone(remote).OpenAsync();
        List<FileChange> found = [];
        await foreach (var change in repository.Files.GetChangesAsync(before, remote.Resolve("main^{tree}"), default))
        {
            found.Add(change);
        }

        return found;
    }
}
