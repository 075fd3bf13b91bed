using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Reading and writing trees and files, whatever their names and contents.</summary>
public sealed class TreeTests : IAsyncLifetime
{
    private readonly GitSandbox sandbox = new();
    private TestRepository remote = null!;
    private TestRepository clone = null!;
    private GitRepository repository = null!;
    private CommitSha tip = null!;

    public async ValueTask InitializeAsync()
    {
        remote = sandbox.CreateRemote();
        tip = CommitSha.Parse(
            remote.Commit(
                "main",
                ("a/b.yaml", "1"),
                ("a.yaml", "2"),
                ("a-b/c.yaml", "3"),
                ("apps/dev/line\nbreak.yaml", "4"),
                ("apps/dev/\"quoted\" name.yaml", "5"),
                ("apps/dev/tab\tand\\backslash.yaml", "6"),
                ("apps/dev/🚀/ünï.yaml", ""),
                ("apps/devil/x.yaml", "8")
            )
        );
        clone = sandbox.Clone(remote, "clone", "--bare");
        repository = await clone.OpenAsync();
    }

    [Fact]
    public async Task Lists_files_of_any_name_below_one_folder_only()
    {
        var files = await repository.Files.ListFilesAsync(tip, "apps/dev", default);

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
    public async Task Lists_nothing_where_there_is_no_folder(string folder)
    {
        (await repository.Files.ListFilesAsync(tip, folder, default)).Should().BeEmpty();
        (await repository.Files.ListFoldersAsync(tip, folder, default)).Should().BeEmpty();
        (await repository.Files.FindTreeAsync(tip, folder, default)).Should().BeNull();
    }

    [Fact]
    public async Task Takes_neither_links_nor_submodules_for_files()
    {
        var link = remote.Git("a.yaml"u8.ToArray(), "hash-object", "-w", "--stdin");
        var listing = remote.Git("ls-tree", "main") + $"\n120000 blob {link}\tlink.yaml\n160000 commit {tip}\tmodule\n";
        var tree = remote.Git(Encoding.UTF8.GetBytes(listing), "mktree");
        remote.Git("update-ref", "refs/heads/odd", remote.Git("commit-tree", "-m", "Odd", tree));
        clone.Git("fetch", "--quiet", "origin", "odd:odd");
        var odd = CommitSha.Parse(remote.Resolve("odd"));

        var paths = (await repository.Files.ListFilesAsync(odd, "", default)).Select(file => file.Path);

        paths.Should().Contain("a.yaml").And.NotContain("link.yaml").And.NotContain("module");
        (await repository.Files.ReadFileAsync(odd, "link.yaml", default)).Should().BeNull();
        (await repository.Files.ListFoldersAsync(odd, "", default)).Should().Equal("a-b", "a", "apps");
        var replace = () => repository.CommitFileAsync(odd, "link.yaml", "2");
        (await replace.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain("no regular file");
        var enter = () => repository.CommitFileAsync(odd, "module/x.yaml", "2");
        (await enter.Should().ThrowAsync<PromotionException>()).Which.Message.Should().Contain("no folder");
        var changed = await repository.CommitFileAsync(odd, "new/folder/x.yaml", "2");
        clone.Git("diff-tree", "-r", "--name-only", odd.Value, changed.Value).Should().Be("new/folder/x.yaml");
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

        var tree = await repository.WriteTreeAsync(tip, files, default);

        clone
            .Git("diff-tree", "-r", "-z", "--name-status", tip.Value, tree)
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Should()
            .Equal("A", "a/d/e.yaml", "A", "a0", "M", "apps/dev/line\nbreak.yaml");
        clone.Git("fsck", "--strict", "--no-dangling");
        clone.Git("cat-file", "-s", $"{tree}:a/d/e.yaml").Should().Be("4");
    }

    [Fact]
    public async Task Keeps_the_mode_of_a_file()
    {
        var tree = remote.Git(
            Encoding.UTF8.GetBytes($"100755 blob {remote.Resolve("main:a.yaml")}\trun.yaml\n"),
            "mktree"
        );
        remote.Git("update-ref", "refs/heads/modes", remote.Git("commit-tree", "-m", "Modes", tree));
        clone.Git("fetch", "--quiet", "origin", "modes:modes");

        var changed = await repository.CommitFileAsync(CommitSha.Parse(remote.Resolve("modes")), "run.yaml", "new");

        clone.Git("ls-tree", changed.Value).Should().StartWith("100755 blob ");
    }

    [Fact]
    public async Task Names_the_tree_of_the_commit_where_nothing_changes()
    {
        var tree = await repository.WriteTreeAsync(
            tip,
            new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal),
            default
        );

        tree.Should().Be(remote.Resolve("main^{tree}"));
    }

    [Fact]
    public async Task Survives_names_that_are_not_UTF8()
    {
        byte[] listing =
        [
            .. Encoding.ASCII.GetBytes($"100644 blob {remote.Resolve("main:a.yaml")}\t"),
            0x66,
            0xFC,
            0x72,
            (byte)'\n',
        ];
        var tree = remote.Git(listing, "mktree");
        remote.Git("update-ref", "refs/heads/latin", remote.Git("commit-tree", "-m", "Latin", tree));
        clone.Git("fetch", "--quiet", "origin", "latin:latin");
        var latin = CommitSha.Parse(remote.Resolve("latin"));
        var file = (await repository.Files.ListFilesAsync(latin, "", default)).Single();

        var changed = await repository.CommitFileAsync(latin, file.Path, "new");

        clone.Git("ls-tree", "--name-only", changed.Value).Should().Be("\"f\\374r\"");
    }

    [Fact]
    public async Task Writes_the_tree_without_entries()
    {
        var tree = repository.EmptyTreeId;

        tree.Should().Be("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
        clone.Git("cat-file", "-t", tree).Should().Be("tree");
    }

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
        var commit = await repository.CommitAsync(
            await repository.WriteTreeAsync(tip, files, default),
            [tip],
            "Large",
            default
        );

        (await repository.Files.ReadFileAsync(commit, "apps/large.yaml", default)).Should().Equal(content);
        clone.Git("cat-file", "-s", $"{commit}:apps/larger.yaml").Should().Be($"{content.Length * 2}");
    }

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
        await using var traced = await clone.OpenAsync(new Recorder(lines));

        var commit = await traced.CommitAsync(await traced.WriteTreeAsync(tip, files, default), [tip], "Many", default);
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

    [Fact]
    public async Task Can_stop_in_the_middle_of_many_files_and_read_on()
    {
        var files = await repository.Files.ListFilesAsync(tip, "", default);
        var many = Enumerable.Repeat(files, 500).SelectMany(file => file).ToArray();

        await foreach (var content in repository.Files.ReadFilesAsync(many, default))
        {
            (await repository.ReadTextAsync(tip, "a.yaml")).Should().Be("2");
            content.Should().NotBeNull();
            break;
        }

        (await ReadAllAsync(files)).Should().HaveCount(8);
    }

    [Fact]
    public async Task Fetches_the_files_of_a_partial_clone_in_one_go()
    {
        remote.Commit("main", [.. Enumerable.Range(0, 200).Select(index => ($"many/{index}.yaml", $"{index}"))]);
        var partial = sandbox.Clone(remote, "partial", "--bare", "--filter=blob:none");
        List<string> lines = [];
        await using var opened = await partial.OpenAsync(new Recorder(lines));
        var files = await opened.Files.ListFilesAsync(CommitSha.Parse(remote.Resolve("main")), "many", default);

        (await ReadAllAsync(files, opened)).Should().HaveCount(200);
        (await ReadAllAsync(files, opened)).Should().HaveCount(200);

        lines
            .Count(line => line.StartsWith("git -c fetch.negotiationAlgorithm=noop fetch", StringComparison.Ordinal))
            .Should()
            .Be(1);
        Directory.GetFiles(Path.Combine(partial.Path, "objects", "pack"), "*.promisor").Should().HaveCount(2);
    }

    [Fact]
    public async Task Says_that_the_commit_is_not_there()
    {
        var list = () =>
            repository.Files.ListFilesAsync(CommitSha.Parse("1234567890123456789012345678901234567890"), "", default);

        (await list.Should().ThrowAsync<PromotionException>())
            .Which.Message.Should()
            .Be("The commit 123456789012 is missing in the repository.");
    }

    [Fact]
    public async Task Says_that_an_object_is_missing()
    {
        var none = "1234567890123456789012345678901234567890";
        var read = () => ReadAllAsync([new("lost.yaml", none, "100644")]);

        var failure = (await read.Should().ThrowAsync<PromotionException>()).Which;
        failure.Message.Should().Be("The content of 'lost.yaml' is missing in the repository.");
        (await repository.ReadTextAsync(tip, "a.yaml")).Should().Be("2");
    }

    [Fact]
    public async Task Signs_where_git_is_configured_to_sign()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The key is made with a POSIX ssh-keygen.");
        using (
            var keygen = System.Diagnostics.Process.Start(
                "ssh-keygen",
                ["-q", "-t", "ed25519", "-N", "", "-C", "ada@example.com", "-f", sandbox["key"]]
            )
        )
        {
            await keygen.WaitForExitAsync();
        }

        var key = await File.ReadAllTextAsync(sandbox["key.pub"]);
        await File.WriteAllTextAsync(sandbox["signers"], $"ada@example.com {key}");
        clone.Git("config", "commit.gpgsign", "true");
        clone.Git("config", "gpg.format", "ssh");
        clone.Git("config", "user.signingkey", sandbox["key.pub"]);
        clone.Git("config", "gpg.ssh.allowedSignersFile", sandbox["signers"]);
        await using var signing = await clone.OpenAsync();

        var commit = await signing.CommitFileAsync(tip, "a.yaml", "signed");

        clone.Git("verify-commit", commit.Value);
        (await signing.FindCommitAsync(commit, default))!.Message.Should().Be("Write a.yaml\n");
    }

    [Fact]
    public async Task Says_that_a_commit_was_not_signed()
    {
        clone.Git("config", "commit.gpgsign", "1");
        clone.Git("config", "gpg.format", "ssh");
        clone.Git("config", "user.signingkey", sandbox["none.pub"]);
        await using var signing = await clone.OpenAsync();

        var commit = () => signing.CommitFileAsync(tip, "a.yaml", "signed");

        var failure = (await commit.Should().ThrowAsync<PromotionException>()).Which;
        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Hint.Should().Contain("commit.gpgsign");
    }

    [Fact]
    public async Task Commits_as_itself_where_git_knows_nobody()
    {
        var commit = await repository.CommitFileAsync(tip, "a.yaml", "new");

        clone
            .Git("log", "-1", "--format=%an <%ae> %cn <%ce>", commit.Value)
            .Should()
            .Be("gitops-promotion <gitops-promotion@localhost> gitops-promotion <gitops-promotion@localhost>");
    }

    [Fact]
    public async Task Commits_as_whom_git_knows()
    {
        clone.Git("config", "user.name", "Grace");
        clone.Git("config", "user.email", "grace@example.com");
        clone.Git("config", "author.name", "Ada");
        clone.Git("config", "i18n.commitEncoding", "ISO-8859-1");
        await using var configured = await clone.OpenAsync();

        var commit = await configured.CommitFileAsync(tip, "apps/ü.yaml", "new");

        clone
            .Git("log", "-1", "--format=%an <%ae> %cn <%ce> %s", "--encoding=UTF-8", commit.Value)
            .Should()
            .Be("Ada <grace@example.com> Grace <grace@example.com> Write apps/ü.yaml");
    }

    [Fact]
    public async Task Reads_what_commits_hold_and_not_what_stands_in_for_them()
    {
        var other = clone.Git("commit-tree", "-m", "Other", repository.EmptyTreeId);
        clone.Git("replace", tip.Value, other);
        await using var replaced = await clone.OpenAsync();

        (await replaced.ReadTextAsync(tip, "a.yaml")).Should().Be("2");
    }

    public async ValueTask DisposeAsync()
    {
        await repository.DisposeAsync();
        sandbox.Dispose();
    }

    private async Task<List<string>> ReadAllAsync(IReadOnlyList<TreeFile> files, GitRepository? from = null)
    {
        List<string> contents = [];

        await foreach (var content in (from ?? repository).Files.ReadFilesAsync(files, default))
        {
            contents.Add(Encoding.UTF8.GetString(content));
        }

        return contents;
    }
}
