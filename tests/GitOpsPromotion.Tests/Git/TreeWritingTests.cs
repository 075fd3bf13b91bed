using System.Text;
using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Writes trees and files with any name and content.</summary>
public sealed class TreeWritingTests : TreeTest
{
    [Fact]
    public async Task Does_not_treat_symbolic_links_and_submodules_as_files()
    {
        var link = Remote.Git("a.yaml"u8.ToArray(), "hash-object", "-w", "--stdin");
        var listing = Remote.Git("ls-tree", "main") + $"\n120000 blob {link}\tlink.yaml\n160000 commit {Tip}\tmodule\n";
        var tree = Remote.Git(Encoding.UTF8.GetBytes(listing), "mktree");
        Remote.Git("update-ref", "refs/heads/odd", Remote.Git("commit-tree", "-m", "Odd", tree));
        Clone.Git("fetch", "--quiet", "origin", "odd:odd");
        var odd = CommitSha.Parse(Remote.Resolve("odd"));

        var paths = (await Repository.Files.ListFilesAsync(odd, "", default)).Select(file => file.Path);

        paths.Should().Contain("a.yaml").And.NotContain("link.yaml").And.NotContain("module");
        (await Repository.Files.ReadFileAsync(odd, "link.yaml", default)).Should().BeNull();
        (await Repository.Files.ListFoldersAsync(odd, "", default)).Should().Equal("a-b", "a", "apps");
        var replace = () => Repository.CommitFileAsync(odd, "link.yaml", "2");
        (await replace.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain("not a regular file");
        var enter = () => Repository.CommitFileAsync(odd, "module/x.yaml", "2");
        (await enter.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain("not a folder");
        var changed = await Repository.CommitFileAsync(odd, "new/folder/x.yaml", "2");
        Clone.Git("diff-tree", "-r", "--name-only", odd.Value, changed.Value).Should().Be("new/folder/x.yaml");
    }

    [Fact]
    public async Task Replaces_and_adds_files_and_changes_nothing_else()
    {
        Dictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal)
        {
            ["apps/dev/line\nbreak.yaml"] = "new"u8.ToArray(),
            ["a/d/e.yaml"] = new byte[] { 0, 255, 13, 10 },
            ["a0"] = "sorts behind a/"u8.ToArray(),
        };

        var tree = await Repository.WriteTreeAsync(Tip, files, default);

        Clone
            .Git("diff-tree", "-r", "-z", "--name-status", Tip.Value, tree)
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Should()
            .Equal("A", "a/d/e.yaml", "A", "a0", "M", "apps/dev/line\nbreak.yaml");
        Clone.Git("fsck", "--strict", "--no-dangling");
        Clone.Git("cat-file", "-s", $"{tree}:a/d/e.yaml").Should().Be("4");
    }

    [Fact]
    public async Task Keeps_the_mode_of_a_file()
    {
        var tree = Remote.Git(
            Encoding.UTF8.GetBytes($"100755 blob {Remote.Resolve("main:a.yaml")}\trun.yaml\n"),
            "mktree"
        );
        Remote.Git("update-ref", "refs/heads/modes", Remote.Git("commit-tree", "-m", "Modes", tree));
        Clone.Git("fetch", "--quiet", "origin", "modes:modes");

        var changed = await Repository.CommitFileAsync(CommitSha.Parse(Remote.Resolve("modes")), "run.yaml", "new");

        Clone.Git("ls-tree", changed.Value).Should().StartWith("100755 blob ");
    }

    [Fact]
    public async Task Returns_the_tree_of_the_commit_if_nothing_changes()
    {
        var tree = await Repository.WriteTreeAsync(
            Tip,
            new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal),
            default
        );

        tree.Should().Be(Remote.Resolve("main^{tree}"));
    }

    [Fact]
    public async Task Preserves_names_that_are_not_UTF8()
    {
        byte[] listing =
        [
            .. Encoding.ASCII.GetBytes($"100644 blob {Remote.Resolve("main:a.yaml")}\t"),
            0x66,
            0xFC,
            0x72,
            (byte)'\n',
        ];
        var tree = Remote.Git(listing, "mktree");
        Remote.Git("update-ref", "refs/heads/latin", Remote.Git("commit-tree", "-m", "Latin", tree));
        Clone.Git("fetch", "--quiet", "origin", "latin:latin");
        var latin = CommitSha.Parse(Remote.Resolve("latin"));
        var file = (await Repository.Files.ListFilesAsync(latin, "", default)).Single();

        var changed = await Repository.CommitFileAsync(latin, file.Path, "new");

        Clone.Git("ls-tree", "--name-only", changed.Value).Should().Be("\"f\\374r\"");
    }

    [Fact]
    public async Task Knows_the_ID_of_the_empty_tree()
    {
        var tree = Repository.EmptyTreeId;

        tree.Should().Be("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
        Clone.Git("cat-file", "-t", tree).Should().Be("tree");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Reads_and_writes_large_files()
    {
        var content = new byte[10 * 1024 * 1024];
        System.Security.Cryptography.RandomNumberGenerator.Fill(content);
        Dictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal)
        {
            ["apps/large.yaml"] = content,
            ["apps/larger.yaml"] = content.Concat(content).ToArray(),
        };
        var commit = await Repository.CommitAsync(
            await Repository.WriteTreeAsync(Tip, files, default),
            [Tip],
            "Large",
            default
        );

        (await Repository.Files.ReadFileAsync(commit, "apps/large.yaml", default)).Should().Equal(content);
        Clone.Git("cat-file", "-s", $"{commit}:apps/larger.yaml").Should().Be($"{content.Length * 2}");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Reads_and_writes_thirty_thousand_files()
    {
        var files = Enumerable
            .Range(0, 30_000)
            .ToDictionary(
                index => $"apps/dev/{index % 300}/{index}.yaml",
                index => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"tag: {index}\n{new string('#', index % 997)}"),
                StringComparer.Ordinal
            );
        List<string> lines = [];
        await using var traced = await Clone.OpenAsync(new Recorder(lines));

        var commit = await traced.CommitAsync(await traced.WriteTreeAsync(Tip, files, default), [Tip], "Many", default);
        var listed = await traced.Files.ListFilesAsync(commit, "apps/dev", default);
        var count = 0;
        await foreach (var content in traced.Files.ReadFilesAsync(listed, default))
        {
            if (files.TryGetValue(listed[count].Path, out var expected))
            {
                content.AsSpan().SequenceEqual(expected.Span).Should().BeTrue();
            }

            count++;
        }

        count.Should().Be(30_004);
        lines
            .Select(line => line.Split(' ')[1])
            .Should()
            .Equal("config", "cat-file", "rev-parse", "index-pack", "commit-tree");
    }
}
