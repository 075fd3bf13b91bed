using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Merges commits in the object database.</summary>
public sealed class MergeTests : HistoryTest
{
    [Theory]
    [InlineData("--no-tags")]
    [InlineData("--depth=1")]
    public async Task Merges_changes_of_different_files(string option)
    {
        Commit("base");
        Day += 30;
        Remote.Git("update-ref", "refs/heads/side", Remote.Resolve("main"));
        var side = Commit("side", "side");
        Day += 30;
        var main = Commit("main");
        await using var repository = await Sandbox.Clone(Remote, "clone", "--single-branch", option).OpenAsync();
        await repository.Remote.FetchAsync([side], default);

        var merged = await repository.MergeAsync(main, side, default);

        var tree = merged.Should().BeOfType<MergeResult.Clean>().Which.Tree;
        var commit = await repository.CommitAsync(tree, [main, side], "Merge", default);
        (await repository.Files.ListFilesAsync(commit, "", default))
            .Select(file => file.Path)
            .Should()
            .Equal("base", "main", "side");
    }

    [Fact]
    public async Task Lists_the_files_with_conflicts()
    {
        Remote.Commit("main", ("größe \"1\".yaml", "tag: 1\n"));
        var ours = CommitSha.Parse(Remote.Commit("main", ("größe \"1\".yaml", "tag: 2\n")));
        Remote.Git("update-ref", "refs/heads/side", Remote.Resolve("main~1"));
        var theirs = CommitSha.Parse(Remote.Commit("side", ("größe \"1\".yaml", "tag: 3\n")));
        await using var repository = await Sandbox.Clone(Remote).OpenAsync();

        var merged = await repository.MergeAsync(ours, theirs, default);

        merged.Should().BeOfType<MergeResult.Conflict>().Which.Paths.Should().Equal("größe \"1\".yaml");
    }

    [Fact]
    public async Task Does_not_merge_unrelated_histories()
    {
        var main = Commit("0");
        var other = Commit("1", "other");
        await using var repository = await Sandbox.Clone(Remote).OpenAsync();

        var merge = () => repository.MergeAsync(main, other, default);

        (await merge.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain("unrelated histories");
    }
}
