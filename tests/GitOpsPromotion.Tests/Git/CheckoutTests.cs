using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>A change can be pushed from any kind of checkout, and does not modify the checkout.</summary>
[Trait("suite", "release")]
public static class CheckoutTests
{
    private const string Manifest = "apps/dev/my app/häuser.yaml";

    [Fact]
    public static Task Works_in_a_full_clone() => PromoteAsync((sandbox, remote) => sandbox.Clone(remote));

    [Fact]
    public static Task Works_in_a_clone_of_depth_one() =>
        PromoteAsync((sandbox, remote) => sandbox.Clone(remote, "clone", "--depth=1"));

    [Fact]
    public static Task Works_in_a_clone_without_blobs() =>
        PromoteAsync((sandbox, remote) => sandbox.Clone(remote, "clone", "--filter=blob:none", "--no-checkout"));

    [Fact]
    public static Task Works_in_a_clone_without_blobs_and_history() =>
        PromoteAsync((sandbox, remote) => sandbox.Clone(remote, "clone", "--filter=blob:none", "--depth=1"));

    [Fact]
    public static Task Works_in_a_clone_without_trees() =>
        PromoteAsync((sandbox, remote) => sandbox.Clone(remote, "clone", "--filter=tree:0", "--no-checkout"));

    [Fact]
    public static Task Works_in_a_bare_clone() =>
        PromoteAsync((sandbox, remote) => sandbox.Clone(remote, "clone", "--bare"));

    [Fact]
    public static Task Works_in_a_mirror() =>
        PromoteAsync((sandbox, remote) => sandbox.Clone(remote, "clone", "--mirror"));

    [Fact]
    public static Task Works_in_a_sparse_checkout() =>
        PromoteAsync((sandbox, remote) => sandbox.Clone(remote, "clone", "--sparse"));

    [Fact]
    public static Task Works_with_a_detached_head() =>
        PromoteAsync(
            (sandbox, remote) =>
            {
                var clone = sandbox.Clone(remote);
                clone.Git("checkout", "--quiet", "--detach");
                return clone;
            }
        );

    [Fact]
    public static Task Works_in_a_linked_worktree() =>
        PromoteAsync(
            (sandbox, remote) =>
            {
                sandbox.Clone(remote).Git("worktree", "add", "--quiet", "-b", "mine", sandbox["linked"]);
                return new(sandbox["linked"]);
            }
        );

    [Fact]
    public static Task Works_with_a_submodule() =>
        PromoteAsync(
            (sandbox, remote) =>
            {
                var library = sandbox.CreateRemote("library.git");
                library.Commit("main", ("lib.txt", "1"));
                var clone = sandbox.Clone(remote);
                clone.Git(
                    "-c",
                    "protocol.file.allow=always",
                    "submodule",
                    "--quiet",
                    "add",
                    library.Address,
                    "apps/dev/lib"
                );
                clone.Git("commit", "--quiet", "-m", "Add a submodule");
                clone.Git("push", "--quiet", "origin", "main");
                clone.Git("config", "submodule.recurse", "true");
                clone.Git("config", "push.recurseSubmodules", "check");
                return clone;
            }
        );

    [Fact]
    public static Task Keeps_modified_staged_and_untracked_files() =>
        PromoteAsync(
            (sandbox, remote) =>
            {
                var clone = sandbox.Clone(remote);
                clone.WriteFile(Manifest, "dirty\n");
                clone.WriteFile("staged.txt", "staged\n");
                clone.Git("add", "staged.txt");
                clone.WriteFile("apps/dev/untracked.yaml", "untracked\n");
                clone.Git("fetch", "--quiet", "origin");
                return clone;
            }
        );

    [Fact]
    public static Task Runs_no_hooks_of_the_checkout() =>
        PromoteAsync(
            (sandbox, remote) =>
            {
                var clone = sandbox.Clone(remote);
                clone.WriteHook("pre-push", "exit 1");
                clone.WriteHook("reference-transaction", "exit 1");
                clone.WriteHook("pre-auto-gc", "exit 1");
                return clone;
            }
        );

    [Fact]
    public static Task Works_in_a_SHA256_repository() =>
        PromoteAsync((sandbox, remote) => sandbox.Clone(remote), "main", "--object-format=sha256");

    [Fact]
    public static Task Works_with_a_default_branch_of_any_name() =>
        PromoteAsync((sandbox, remote) => sandbox.Clone(remote), "trunk/größe");

    [Fact]
    public static async Task Works_from_a_folder_below_the_root()
    {
        using GitSandbox sandbox = new();
        var remote = sandbox.CreateRemote();
        var tip = remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n"));
        sandbox.Clone(remote);
        TestRepository below = new(sandbox["clone/apps/dev"]);

        await using var repository = await below.OpenAsync();

        (await repository.ReadTextAsync(CommitSha.Parse(tip), "apps/dev/web.yaml")).Should().Be("tag: 1\n");
    }

    private static async Task PromoteAsync(
        Func<GitSandbox, TestRepository, TestRepository> checkOut,
        string branch = "main",
        params string[] options
    )
    {
        using GitSandbox sandbox = new();
        var remote = sandbox.CreateRemote("remote.git", branch, options);
        remote.Commit(branch, (Manifest, "tag: 1\n"), ("apps/prod/web.yaml", "tag: 0\n"));
        remote.Commit(branch, (Manifest, "tag: 2\n"), ("README.md", "second\n"));
        var checkout = checkOut(sandbox, remote);
        remote.CommitAt(TestRepository.Noon.AddDays(9), branch, ("README.md", "third\n"));
        var before = checkout.Snapshot();

        await using (var repository = await checkout.OpenAsync())
        {
            var refs = await repository.Remote.ReadRefsAsync([$"refs/heads/{branch}"], default);
            refs.DefaultBranch.Should().Be(BranchName.Parse(branch));
            var tip = refs.Find(refs.DefaultBranch!.Ref)!;
            await repository.Remote.FetchAsync([tip], default);
            var files = await repository.Files.ListFilesAsync(tip, "apps/dev", default);
            files.Select(file => file.Path).Should().Equal(Manifest);
            await foreach (var content in repository.Files.ReadFilesAsync(files, default))
            {
                content.Should().Equal("tag: 2\n"u8.ToArray());
            }

            var commit = await repository.CommitFileAsync(tip, Manifest, "tag: 3\n");
            (await repository.Remote.PushAsync([new("refs/heads/promote/apps-web", commit, Expected: null)], default))
                .Should()
                .Be(PushResult.Accepted);
        }

        checkout.Snapshot().Should().Be(before);
        remote.Git("diff", "-z", "--name-only", branch, "promote/apps-web").TrimEnd('\0').Should().Be(Manifest);
        remote.Read("promote/apps-web", Manifest).Should().Be("tag: 3");
        remote.Git("rev-parse", "promote/apps-web^").Should().Be(remote.Resolve(branch));
        remote.Git("fsck", "--strict");
    }
}
