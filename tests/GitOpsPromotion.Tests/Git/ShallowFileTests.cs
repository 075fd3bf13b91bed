using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>The file shallow of a shallow clone, in a history with merges.</summary>
[Trait("suite", "release")]
public sealed class ShallowFileTests : HistoryTest
{
    private const string Unknown = "1234567890123456789012345678901234567890";

    [Theory]
    [InlineData("--no-checkout")]
    [InlineData("--bare")]
    [InlineData("--filter=blob:none")]
    public async Task Lists_no_missing_commit_after_a_fetch_since_a_date(string option)
    {
        var (oldest, newest) = CreateHistoryWithMerges();
        var clone = Sandbox.Clone(Remote, "clone", "--depth=1", option);
        await using var repository = await clone.OpenAsync();

        var descendants = await repository.GetAncestryPathAsync(oldest, newest, default);

        descendants.Should().StartWith([newest]).And.EndWith([oldest]);
        Missing(clone).Should().BeEmpty();
        clone.Git("fetch", "--quiet", "--unshallow");
    }

    [Fact]
    public async Task Lists_no_missing_commit_in_a_linked_worktree()
    {
        var (oldest, newest) = CreateHistoryWithMerges();
        var clone = Sandbox.Clone(Remote, "clone", "--depth=1");
        clone.Git("worktree", "add", "--quiet", "--detach", Sandbox["linked"]);
        await using var repository = await new TestRepository(Sandbox["linked"]).OpenAsync();

        await repository.GetAncestryPathAsync(oldest, newest, default);

        Missing(clone).Should().BeEmpty();
        clone.Git("fetch", "--quiet", "--unshallow");
    }

    [Fact]
    public async Task Is_repaired_when_the_clone_is_opened()
    {
        Commit("0");
        var tip = Commit("1");
        var clone = Sandbox.Clone(Remote, "clone", "--depth=1");
        await File.AppendAllTextAsync(ShallowOf(clone), $"{Unknown}\n");

        await using var repository = await clone.OpenAsync();

        Lines(clone).Should().Equal(tip.Value);
        File.Exists($"{ShallowOf(clone)}.lock").Should().BeFalse();
        clone.Git("fetch", "--quiet", "--unshallow");
    }

    [Fact]
    public async Task Is_deleted_if_it_lists_only_missing_commits()
    {
        Commit("0");
        var clone = Sandbox.Clone(Remote);
        await File.WriteAllTextAsync(ShallowOf(clone), $"{Unknown}\n");

        await using var repository = await clone.OpenAsync();

        clone.Git("rev-parse", "--is-shallow-repository").Should().Be("false");
    }

    [Fact]
    public async Task Is_repaired_by_concurrent_runs_in_the_same_clone()
    {
        var tip = Commit("0");
        Commit("1");
        var clone = Sandbox.Clone(Remote, "clone", "--depth=1");
        CommitSha[] commits = [.. Enumerable.Range(0, 6).Select(CommitOnBranch)];
        await File.AppendAllTextAsync(ShallowOf(clone), $"{Unknown}\n");

        await Task.WhenAll(
            commits.Select(async commit =>
            {
                await using var repository = await clone.OpenAsync();
                await repository.Remote.FetchAsync([commit], default);
                (await repository.GetAncestryPathAsync(tip, commit, default)).Should().NotBeEmpty();
            })
        );

        Missing(clone).Should().BeEmpty();
        clone.Git("fsck", "--connectivity-only");
    }

    [Fact]
    public async Task Keeps_its_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        Commit("0");
        Commit("1");
        var clone = Sandbox.Clone(Remote, "clone", "--depth=1");
        await File.AppendAllTextAsync(ShallowOf(clone), $"{Unknown}\n");
        SetMode(ShallowOf(clone), shared);

        await using var repository = await clone.OpenAsync();

        ModeOf(ShallowOf(clone)).Should().Be(shared);
    }

    private static void SetMode(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode);
        }
    }

    private static UnixFileMode ModeOf(string file) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file);

    /// <summary>Twenty days, with a merge on every fifth one of a branch that was started the day before.</summary>
    private (CommitSha Oldest, CommitSha Newest) CreateHistoryWithMerges()
    {
        List<CommitSha> commits = [];
        for (var number = 0; number < 20; number++)
        {
            commits.Add(Commit($"{number}"));
            if (number % 5 == 4)
            {
                Remote.Git("update-ref", "refs/heads/side", "main");
                Remote.CommitAt(TestRepository.Noon.AddDays(++Day), "side", ($"side-{number}", "side"));
                commits.Add(
                    Merge(
                        "main",
                        CommitSha.Parse(Remote.Resolve("side")),
                        TestRepository.Noon.AddDays(Day).AddMinutes(10)
                    )
                );
            }
        }

        return (commits[11], commits[^1]);
    }

    private CommitSha CommitOnBranch(int number)
    {
        Remote.Git("update-ref", $"refs/heads/branch-{number}", "main");
        return Commit($"{number}", $"branch-{number}");
    }

    private static string ShallowOf(TestRepository clone) =>
        Path.GetFullPath(clone.Git("rev-parse", "--git-path", "shallow"), clone.Path);

    private static string[] Lines(TestRepository clone) =>
        File.Exists(ShallowOf(clone)) ? File.ReadAllLines(ShallowOf(clone)) : [];

    private static string[] Missing(TestRepository clone) =>
        [.. Lines(clone).Where(line => clone.TryGit(input: null, "cat-file", "-e", line).ExitCode != 0)];
}
