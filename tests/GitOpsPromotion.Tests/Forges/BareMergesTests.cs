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
    }

    [Fact]
    public void Makes_a_commit_with_two_parents()
    {
        var topic = remote.Commit("topic", ("a", "2"));
        var before = remote.Commit("main", ("b", "2"));

        var commit = Merge(MergeStyle.Merge, "Merge it");

        Parents(commit).Should().Equal(before, topic);
        Files(commit).Should().Be("a=2 b=2");
        remote.Git("show", "--no-patch", "--format=%an %cn %s", commit).Should().Be("Grace Forge Merge it");
    }

    [Fact]
    public void Squashes_into_one_commit()
    {
        remote.Commit("topic", ("a", "2"));
        remote.Commit("topic", ("a", "3"));
        var before = remote.Commit("main", ("b", "2"));

        var commit = Merge(MergeStyle.Squash, "All of it");

        Parents(commit).Should().Equal(before);
        Files(commit).Should().Be("a=3 b=2");
    }

    [Fact]
    public void Rebases_every_commit()
    {
        var first = remote.Commit("topic", ("a", "2"));
        var second = remote.Commit("topic", ("c", "1"));
        var before = remote.Commit("main", ("b", "2"));

        var commit = Merge(MergeStyle.Rebase);

        remote.Git("rev-list", $"{before}..{commit}").Split('\n').Should().HaveCount(2).And.NotContain([first, second]);
        remote
            .Git("log", "--reverse", "--format=%an %cn %s", $"{before}..{commit}")
            .Should()
            .Be("Ada Forge Change a\nAda Forge Change c");
        Files(commit).Should().Be("a=2 b=2 c=1");
    }

    [Fact]
    public void Leaves_out_what_the_target_has_already()
    {
        remote.Commit("topic", ("a", "2"));
        remote.Commit("topic", ("c", "1"));
        var before = remote.Commit("main", ("a", "2"));

        var commit = Merge(MergeStyle.Rebase);

        Parents(commit).Should().Equal(before);
    }

    [Fact]
    public void Rebases_and_makes_a_commit_with_two_parents()
    {
        remote.Commit("topic", ("a", "2"));
        var before = remote.Commit("main", ("b", "2"));

        var commit = Merge(MergeStyle.RebaseMerge, "Merge it");

        Parents(commit).Should().HaveCount(2).And.StartWith(before);
        Parents(Parents(commit)[1]).Should().Equal(before);
        Files(commit).Should().Be("a=2 b=2");
    }

    [Theory]
    [InlineData(MergeStyle.Merge)]
    [InlineData(MergeStyle.Squash)]
    [InlineData(MergeStyle.Rebase)]
    [InlineData(MergeStyle.RebaseMerge)]
    public void Tells_a_conflict(MergeStyle style)
    {
        remote.Commit("topic", ("a", "2"));
        var before = remote.Commit("main", ("a", "3"));

        var attempt = merges.Merge("main", remote.Resolve("topic"), style, "Merge it", Author);

        attempt.Should().BeOfType<MergeAttempt.Conflict>().Which.Paths.Should().Equal("a");
        remote.Resolve("main").Should().Be(before);
    }

    [Fact]
    public void Moves_nothing_when_it_only_tries()
    {
        remote.Commit("topic", ("a", "2"));
        var before = remote.Resolve("main");

        merges
            .Try(before, remote.Resolve("topic"), MergeStyle.Merge, "Merge it", Author)
            .Should()
            .BeOfType<MergeAttempt.Merged>();
        remote.Resolve("main").Should().Be(before);
    }

    [Fact]
    public void Moves_no_ref_that_has_moved()
    {
        var old = remote.Resolve("main");
        var tip = remote.Commit("main", ("b", "2"));

        merges.Move("refs/heads/main", old, old).Should().BeFalse();
        remote.Resolve("main").Should().Be(tip);
    }

    public void Dispose() => sandbox.Dispose();

    private string Merge(MergeStyle style, string message = "")
    {
        var attempt = merges.Merge("main", remote.Resolve("topic"), style, message, Author);
        var commit = attempt.Should().BeOfType<MergeAttempt.Merged>().Which.Commit;
        remote.Resolve("main").Should().Be(commit);
        return commit;
    }

    private string[] Parents(string commit) => remote.Git("show", "--no-patch", "--format=%P", commit).Split(' ');

    private string Files(string commit) =>
        string.Join(' ', remote.Files(commit).Select(file => $"{file}={remote.Read(commit, file)}"));
}
