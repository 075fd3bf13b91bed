using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Repositories that exceed a limit: one error says which one.</summary>
[Trait("suite", "release")]
public sealed class HostileRepositoryTests : IDisposable
{
    private readonly InProcessSite site = new();

    // The clone has the objects of the remote: the transport of git is not tested.
    public HostileRepositoryTests() =>
        File.WriteAllText(
            Path.Combine(site.Clone.Path, ".git", "objects", "info", "alternates"),
            Path.Combine(site.Remote.Path, "objects") + '\n'
        );

    [Fact]
    public async Task Ten_billion_paths_in_an_environment_are_reported()
    {
        Add("webshop/dev/more", Bomb());

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("The folder webshop/dev contains more than 100000 files and folders, so it was not read.");
        var board = (await site.RunAsync("list")).Expect(ExitCode.Done);
        board.Error.Should().Contain("The folder webshop/dev contains more than 100000 files and folders");
        board.Output.Should().Contain("webshop/webui");
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task A_hundred_thousand_nested_folders_in_an_environment_are_reported()
    {
        Add("webshop/dev/more", await DeepAsync(100_000));

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain(
                "The folder webshop/dev contains folders that are nested more than 100 levels deep, so it was not read."
            );
    }

    [Fact]
    public async Task Ten_billion_paths_in_other_folders_are_ignored()
    {
        Add("more", Bomb());

        (await site.NewAsync("2.0")).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task A_manifest_that_is_too_long_is_reported()
    {
        Add("webshop/dev/crd.yaml", Blob(33), "100644 blob");

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("webshop/dev/crd.yaml: size 33 MiB exceeds the limit of 32 MiB.");
        var board = (await site.RunAsync("list")).Expect(ExitCode.Done);
        board.Error.Should().Contain("webshop/dev/crd.yaml: size 33 MiB exceeds the limit of 32 MiB.");
        board.Output.Should().Contain("webshop/webui");
    }

    [Fact]
    public async Task One_blob_with_hundreds_of_names_is_reported()
    {
        var blob = Blob(2);
        Add("webshop/dev/more", Tree([.. Enumerable.Range(0, 200).Select(i => $"100644 blob {blob}\tf{i}.yaml")]));

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("All manifests in webshop/dev/ together: size 400 MiB exceeds the limit of 256 MiB.");
    }

    [Fact]
    public async Task A_folder_with_a_duplicate_name_is_reported()
    {
        var blob = site.Remote.Git("rev-parse", $"main:{Webshop.Dev}");
        var entry = $"100644 blob {blob}\t{Path.GetFileName(Webshop.Dev)}";
        Add("webshop/dev", Tree(entry, entry));

        var run = (await site.NewAsync("1.1.0")).Expect(ExitCode.Failed);

        run.Error.Should().Contain("'webshop/dev' contains the name ").And.Contain("twice in the commit.");
    }

    [Fact]
    public async Task A_configuration_that_is_too_long_is_reported()
    {
        Add("gitops-promotion.yaml", Blob(33), "100644 blob");

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Usage)
            .Error.Should()
            .Contain("gitops-promotion.yaml: size 33 MiB exceeds the limit of 32 MiB.");
    }

    [Fact]
    public async Task A_commit_message_that_is_too_long_is_reported()
    {
        var commit = site.Remote.Git(
            Encoding.ASCII.GetBytes(new string('a', 9 * 1024 * 1024)),
            "commit-tree",
            "main^{tree}",
            "-p",
            "main"
        );
        site.Remote.Git("update-ref", "refs/heads/main", commit);

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain($"The commit {commit[..12]}: size 9 MiB exceeds the limit of 8 MiB.");
    }

    public void Dispose() => site.Dispose();

    /// <summary>Ten trees with ten billion paths.</summary>
    private string Bomb()
    {
        var blob = site.Remote.Git([], "hash-object", "-w", "--stdin");
        var tree = Tree([.. Enumerable.Range(0, 10).Select(i => $"100644 blob {blob}\tf{i}.yaml")]);
        for (var level = 0; level < 9; level++)
        {
            tree = Tree([.. Enumerable.Range(0, 10).Select(i => $"040000 tree {tree}\td{i}")]);
        }

        return tree;
    }

    private async Task<string> DeepAsync(int levels)
    {
        PackWriter pack = new(HashAlgorithmName.SHA1);
        var tree = pack.AddTree(Array.Empty<byte>());
        for (var level = 0; level < levels; level++)
        {
            tree = pack.AddTree(TreeObject.Format([new TreeEntry(TreeEntry.FolderMode, "d", tree)]));
        }

        using MemoryStream stream = new();
        await pack.WriteAsync(stream, CancellationToken.None);
        site.Remote.Git(stream.ToArray(), "index-pack", "--stdin");
        return tree;
    }

    private string Tree(params string[] lines) =>
        site.Remote.Git(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + '\n'))), "mktree");

    private string Blob(int mebibytes) =>
        site.Remote.Git(new byte[mebibytes * 1024 * 1024], "hash-object", "-w", "--stdin");

    /// <summary>Puts an object at a path of the default branch.</summary>
    private void Add(string path, string tree, string kind = "040000 tree")
    {
        var parts = path.Split('/');
        for (var depth = parts.Length - 1; depth >= 0; depth--)
        {
            var folder = string.Join('/', parts[..depth]);
            var lines = site.Remote.Git("ls-tree", $"main:{folder}").Split('\n');
            tree = Tree([
                .. lines.Where(line => !line.EndsWith($"\t{parts[depth]}", StringComparison.Ordinal)),
                $"{kind} {tree}\t{parts[depth]}",
            ]);
            kind = "040000 tree";
        }

        site.Remote.Git("update-ref", "refs/heads/main", site.Remote.Git([], "commit-tree", tree, "-p", "main"));
    }
}
