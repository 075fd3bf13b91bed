using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.Merges;
using Xunit;

namespace GitOpsPromotion.Tests.Forges;

public sealed class BareMergesTests : IDisposable
{
    private const string Author = "Grace <grace@example.com>";

    private readonly GitSandbox sandbox = new();
    private readonly TestRepository remote;
    private readonly BareMerges merges;

    public BareMergesTests()
    {
        remote = sandbox.CreateRemote();
        merges = new(remote, "Forge <forge@example.com>");
        remote.Commit("main", ("a", "1"), ("b", "1"));
        remote.Git("branch", "topic", "main");
        remote.Commit("topic", ("a", "2"));
        remote.Commit("topic", ("c", "1"));
    }

    [Theory]
    [InlineData(MergeStyle.Merge, "Grace Forge Merge it|Ada Ada Change c|Ada Ada Change a|Ada Ada Change b")]
    [InlineData(MergeStyle.Squash, "Grace Forge Merge it|Ada Ada Change b")]
    [InlineData(MergeStyle.Rebase, "Ada Forge Change c|Ada Forge Change a|Ada Ada Change b")]
    [InlineData(MergeStyle.RebaseMerge, "Grace Forge Merge it|Ada Forge Change c|Ada Forge Change a|Ada Ada Change b")]
    public void Each_style_has_its_commits(MergeStyle style, string history)
    {
        remote.Commit("main", ("b", "2"));

        var commit = Merge(style).Should().BeOfType<MergeAttempt.Merged>().Which.Commit;

        remote.Resolve("main").Should().Be(commit);
        remote.Files(commit).Select(file => $"{file}={remote.Read(commit, file)}").Should().Equal("a=2", "b=2", "c=1");
        remote
            .Git("log", "--topo-order", "--max-count=4", "--format=%an %cn %s", commit)
            .Replace('\n', '|')
            .Should()
            .StartWith(history);
    }

    [Fact]
    public void A_rebase_drops_a_commit_that_the_target_has_already()
    {
        var before = remote.Commit("main", ("a", "2"));

        Merge(MergeStyle.Rebase);

        remote.Resolve("main^").Should().Be(before);
    }

    [Theory]
    [InlineData(MergeStyle.Merge)]
    [InlineData(MergeStyle.Squash)]
    [InlineData(MergeStyle.Rebase)]
    [InlineData(MergeStyle.RebaseMerge)]
    public void A_conflict_names_its_files_and_moves_nothing(MergeStyle style)
    {
        var before = remote.Commit("main", ("a", "3"));

        Merge(style).Should().BeOfType<MergeAttempt.Conflict>().Which.Paths.Should().Equal("a");

        remote.Resolve("main").Should().Be(before);
    }

    [Fact]
    public void An_attempt_moves_nothing()
    {
        var before = remote.Resolve("main");

        merges.Try(before, remote.Resolve("topic"), MergeStyle.Merge, "Merge it", Author);

        remote.Resolve("main").Should().Be(before);
    }

    [Fact]
    public void A_ref_that_has_moved_is_not_moved()
    {
        var old = remote.Resolve("main");
        var tip = remote.Commit("main", ("b", "2"));

        merges.Move("refs/heads/main", old, old).Should().BeFalse();
        remote.Resolve("main").Should().Be(tip);
    }

    public void Dispose() => sandbox.Dispose();

    private MergeAttempt Merge(MergeStyle style) =>
        merges.Merge("main", remote.Resolve("topic"), style, "Merge it", Author);
}
