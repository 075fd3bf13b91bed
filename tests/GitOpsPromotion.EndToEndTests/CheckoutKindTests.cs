using FluentAssertions;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>All kinds of checkouts.</summary>
[Trait("suite", "release")]
public sealed class CheckoutKindTests
{
    [Theory]
    [InlineData("--depth=1 --filter=blob:none --sparse")]
    [InlineData("--bare --single-branch --no-tags")]
    [InlineData("--mirror")]
    public async Task Supports_the_whole_chain(string options)
    {
        using Site site = new();
        var before = site.Remote.Commit("main", ("CHANGELOG.md", "# Changes\n"));
        var clone = site.CloneAs("kind", options.Split(' '));

        (await RunAsync(site, clone, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0")).Expect(0);
        var merged = MoveHead(site, clone);
        (await RunAsync(site, clone, "promote")).Expect(0).Line.Should().Contain("with pull request 2 on commit");
        (
            await RunAsync(site, clone, "report", "--group", "webshop", "--environment", "dev", "--state", "success")
        ).Expect(0);
        (await RunAsync(site, clone, "status", "--branch", "promote/webshop-webui"))
            .Expect(0)
            .Line.Should()
            .Be($"successful reconciliation for webshop-dev found on {merged}");

        site.Changed(before, "main").Should().Equal(Webshop.Dev, Webshop.Qa);
        site.Remote.Read("main", Webshop.Qa).Should().Be(Webshop.With("1.1.0").TrimEnd());
        clone.Git("fsck", "--connectivity-only");
    }

    [Fact]
    public async Task Supports_a_linked_worktree_and_its_subfolders()
    {
        using Site site = new();
        site.Clone.Git("worktree", "add", "--quiet", "-b", "work", "../linked");
        TestRepository linked = new(Path.Combine(site.Folder, "linked"));
        var main = site.Clone.Snapshot();
        var there = linked.Snapshot();

        (
            await site.Tool.RunAsync(
                Path.Combine(linked.Path, "webshop", "dev"),
                "new",
                "--group",
                "webshop",
                "--app",
                "webui",
                "--tag",
                "1.1.0"
            )
        ).Expect(0);

        site.Remote.Read("main", Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
        site.Clone.Snapshot().Should().Be(main);
        linked.Snapshot().Should().Be(there);
    }

    [Fact]
    public async Task Promotes_the_commit_of_a_detached_HEAD()
    {
        using Site site = new();
        (await site.NewAsync("1.1.0")).Expect(0);
        site.Pull();
        site.Clone.Git("checkout", "--quiet", "--detach");
        (await site.RunAsync("new", "--group", "webshop", "--app", "cart", "--tag", "7.2.0")).Expect(0);

        // The commit at HEAD is promoted, not the tip.
        (await site.RunAsync("promote"))
            .Expect(0)
            .Line.Should()
            .StartWith("created branch promote/webshop-webui");
    }

    [Fact]
    public async Task Supports_submodules_and_large_files()
    {
        using Site site = new();
        var pointer =
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
        site.Clone.WriteFile(
            ".gitmodules",
            "[submodule \"lib\"]\n\tpath = webshop/dev/lib\n\turl = https://submodule.invalid/lib.git\n"
        );
        site.Clone.WriteFile(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        site.Clone.WriteFile("webshop/dev/logo.bin", pointer);
        site.Clone.Git("add", ".gitmodules", ".gitattributes");
        site.Clone.Git("-c", "filter.lfs.required=false", "add", "webshop/dev/logo.bin");
        site.Clone.Git("update-index", "--add", "--cacheinfo", $"160000,{site.First},webshop/dev/lib");
        site.Clone.Git("commit", "--quiet", "-m", "A submodule and a large file");
        site.Clone.Git("push", "--quiet");
        site.Clone.Git("config", "filter.lfs.process", "false");
        site.Clone.Git("config", "filter.lfs.required", "true");
        var before = site.Tip;

        (await site.NewAsync("1.1.0")).Expect(0);

        site.Changed(before, "main").Should().Equal(Webshop.Dev);
        site.Remote.Git("ls-tree", "main", "webshop/dev/lib").Should().StartWith("160000 commit");
        site.Remote.Read("main", "webshop/dev/logo.bin").Should().Be(pointer.TrimEnd());
    }

    [Fact]
    public async Task Supports_any_default_branch()
    {
        using Site site = new("trunk/größe", Webshop.Files());

        (await site.NewAsync("1.1.0")).Expect(0);
        (await site.RunAsync("list", "--output", "json"))
            .Expect(0)
            .Json.GetProperty("branch")
            .GetString()
            .Should()
            .Be("trunk/größe");

        site.Remote.Read(site.Branch, Webshop.Dev).Should().Be(Webshop.With("1.1.0").TrimEnd());
        site.Remote.Git("for-each-ref", "--format=%(refname)", "refs/heads").Should().Be("refs/heads/trunk/größe");
    }

    private static Task<ToolRun> RunAsync(Site site, TestRepository clone, params string[] arguments) =>
        site.Tool.RunAsync(clone.Path, arguments);

    /// <summary>Moves HEAD like a checkout of the newest commit; the tool reads nothing else.</summary>
    private static string MoveHead(Site site, TestRepository clone)
    {
        clone.Git("fetch", "--quiet", "--depth=1", "origin", site.Tip);
        clone.Git("update-ref", "--no-deref", "HEAD", site.Tip);
        return site.Tip;
    }
}
