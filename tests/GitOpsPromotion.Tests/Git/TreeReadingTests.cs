using System.Text;
using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Reads trees and files with any name and content.</summary>
public sealed class TreeReadingTests : TreeTest
{
    [Fact]
    public async Task Lists_files_with_any_name_below_one_folder_only()
    {
        var files = await Repository.Files.ListFilesAsync(Tip, "apps/dev", default);

        files
            .Select(file => file.Path)
            .Should()
            .Equal(
                "apps/dev/\"quoted\" name.yaml",
                "apps/dev/line\nbreak.yaml",
                "apps/dev/tab\tand\\backslash.yaml",
                "apps/dev/🚀/ünï.yaml"
            );
        (await ReadAllAsync(files)).Should().Equal("5", "4", "6", "");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("apps/none")]
    [InlineData("a.yaml")]
    [InlineData("apps/de")]
    public async Task Lists_nothing_if_the_folder_does_not_exist(string folder)
    {
        (await Repository.Files.ListFilesAsync(Tip, folder, default)).Should().BeEmpty();
        (await Repository.Files.ListFoldersAsync(Tip, folder, default)).Should().BeEmpty();
        (await Repository.Files.FindTreeAsync(Tip, folder, default)).Should().BeNull();
    }

    [Fact]
    public async Task Can_read_on_after_the_caller_stopped_early()
    {
        var files = await Repository.Files.ListFilesAsync(Tip, "", default);
        var many = Enumerable.Repeat(files, 500).SelectMany(file => file).ToArray();

        await foreach (var content in Repository.Files.ReadFilesAsync(many, default))
        {
            (await Repository.ReadTextAsync(Tip, "a.yaml")).Should().Be("2");
            content.Should().NotBeNull();
            break;
        }

        (await ReadAllAsync(files)).Should().HaveCount(8);
    }

    [Fact]
    public async Task Fetches_the_files_of_a_partial_clone_at_once()
    {
        Remote.Commit("main", [.. Enumerable.Range(0, 200).Select(index => ($"many/{index}.yaml", $"{index}"))]);
        var partial = Sandbox.Clone(Remote, "partial", "--bare", "--filter=blob:none");
        List<string> lines = [];
        await using var opened = await partial.OpenAsync(new Recorder(lines));
        var files = await opened.Files.ListFilesAsync(CommitSha.Parse(Remote.Resolve("main")), "many", default);

        (await ReadAllAsync(files, opened)).Should().HaveCount(200);
        (await ReadAllAsync(files, opened)).Should().HaveCount(200);

        lines
            .Count(line => line.StartsWith("git -c fetch.negotiationAlgorithm=noop fetch", StringComparison.Ordinal))
            .Should()
            .Be(1);
        Directory.GetFiles(Path.Combine(partial.Path, "objects", "pack"), "*.promisor").Should().HaveCount(2);
    }

    [Fact]
    public async Task Reports_a_missing_commit()
    {
        var list = () =>
            Repository.Files.ListFilesAsync(CommitSha.Parse("1234567890123456789012345678901234567890"), "", default);

        (await list.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Be("The commit 123456789012 is missing in the repository.");
    }

    [Fact]
    public async Task Reports_a_missing_object()
    {
        var none = "1234567890123456789012345678901234567890";
        var read = () => ReadAllAsync([new("lost.yaml", none, "100644")]);

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Be("The content of 'lost.yaml' is missing in the repository.");
        (await Repository.ReadTextAsync(Tip, "a.yaml")).Should().Be("2");
    }

    [Fact]
    public async Task Ignores_replacements_of_objects()
    {
        var other = Clone.Git("commit-tree", "-m", "Other", Repository.EmptyTreeId);
        Clone.Git("replace", Tip.Value, other);
        await using var replaced = await Clone.OpenAsync();

        (await replaced.ReadTextAsync(Tip, "a.yaml")).Should().Be("2");
    }

    private async Task<List<string>> ReadAllAsync(IReadOnlyList<TreeFile> files, GitRepository? from = null)
    {
        List<string> contents = [];

        await foreach (var content in (from ?? Repository).Files.ReadFilesAsync(files, default))
        {
            contents.Add(Encoding.UTF8.GetString(content));
        }

        return contents;
    }
}
