using FluentAssertions;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>The user's checkout, which the tool does not change.</summary>
[Trait("suite", "release")]
public sealed class CheckoutTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Is_not_changed_by_any_command()
    {
        using Site manual = new(Webshop.ByHand);
        Dirty(manual.Clone);

        await UntouchedAsync(manual, 0, "list", "--output", "json");
        await UntouchedAsync(manual, 1, "new", "--group", "webshop", "--app", "webiu", "--tag", "1.1.0");
        await UntouchedAsync(manual, 0, "new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0");
        await UntouchedAsync(manual, 0, "merge", "--group", "webshop", "--app", "webui", "--environment", "dev");

        MoveToTip(manual.Clone);
        await UntouchedAsync(manual, 0, "promote");
        await UntouchedAsync(manual, 0, "report", "--group", "webshop", "--environment", "dev", "--state", "success");
        await UntouchedAsync(manual, 0, "status", "--branch", Webshop.Branch);

        manual.IsOpen(Webshop.Branch).Should().BeTrue();
    }

    [Fact]
    public async Task Does_not_affect_a_promotion()
    {
        Dirty(site.Clone);
        site.Clone.Git("commit", "--quiet", "-m", "Not for anybody else");

        (await site.NewAsync("1.1.0")).Expect(0);
        (await site.RunAsync("new", "--group", "webshop", "--app", "cart", "--tag", "7.2.0")).Expect(0);

        site.Remote.Git("log", "--all", "--format=%s").Should().NotContain("Not for anybody else");
        site.Changed(site.First, "main").Should().Equal(Webshop.Dev);
        foreach (var commit in site.Remote.Git("rev-list", "--all").Split('\n'))
        {
            site.Remote.Files(commit).Should().BeSubsetOf(Webshop.Files().Select(file => file.Path));
        }

        site.Remote.Read("main", "README.md").Should().Be("# Webshop");
    }

    private static async Task UntouchedAsync(Site site, int exitCode, params string[] arguments)
    {
        var checkout = site.Clone.Snapshot();
        var folder = GitFolder.Read(site.Clone);

        (await site.RunAsync(arguments)).Expect(exitCode);

        var what = string.Join(' ', arguments);
        site.Clone.Snapshot().Should().Be(checkout, what);
        GitFolder.Read(site.Clone).Should().Be(folder, what);
    }

    private static void MoveToTip(TestRepository clone)
    {
        clone.Git("fetch", "--quiet");
        clone.Git("reset", "--quiet", "--soft", "origin/main");
        File.Delete(Path.Combine(clone.Path, ".git", "FETCH_HEAD"));
    }

    /// <summary>Staged, changed, deleted, new and ignored files, another branch, a tag, a stash and a note.</summary>
    private static void Dirty(TestRepository clone)
    {
        clone.WriteFile(Webshop.Dev, "changed: true\n");
        clone.Git("stash", "--quiet");
        clone.Git("branch", "work");
        clone.Git("tag", "v1");
        clone.Git("notes", "add", "-m", "note");
        clone.WriteFile("README.md", "# Staged\n");
        clone.WriteFile("staged.yaml", "staged: true\n");
        clone.Git("add", "README.md", "staged.yaml");
        clone.WriteFile("README.md", "# Changed\n");
        clone.WriteFile(Webshop.Dev, "# not saved\n");
        File.Delete(Path.Combine(clone.Path, Webshop.Prod));
        clone.WriteFile("webshop/dev/untracked.yaml", "untracked: true\n");
        clone.WriteFile(".git/info/exclude", "ignored.yaml\n");
        clone.WriteFile("ignored.yaml", "ignored: true\n");
    }
}
