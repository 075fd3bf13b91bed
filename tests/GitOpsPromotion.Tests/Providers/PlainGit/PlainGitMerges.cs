using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <summary>What lands on the default branch, and how people's own merges are taken.</summary>
public sealed class PlainGitMerges : PlainGitTest
{
    [Fact]
    public async Task Are_commits_with_the_default_branch_as_first_parent()
    {
        var tip = Tip();
        var head = Forge.Move(Branch, "1.0");

        var merged = await OpenAsync(Draft(head, MergeMode.Immediately));

        merged.State.Should().Be(PullRequestState.Merged);
        Forge.Remote.Git("log", "-1", "--format=%P", "main").Should().Be($"{tip} {head}");
        Forge
            .Remote.Git("log", "-1", "--format=%B", "main")
            .TrimEnd()
            .Should()
            .Be("Merge pull request 1 from promote/webshop-webui\n\nPromote webshop/webui");
    }

    [Fact]
    public async Task Move_all_refs_in_one_push()
    {
        Forge.Remote.WriteHook("post-receive", "cat >> pushed; echo >> pushed");

        await OpenAsync(Draft(Forge.Move(Branch, "1.0"), MergeMode.Immediately));

        var pushes = await File.ReadAllTextAsync(Path.Combine(Forge.Remote.Path, "pushed"));
        pushes.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle();
        pushes.Should().Contain(" refs/heads/main\n").And.Contain($" {Branch.Ref}\n");
    }

    [Fact]
    public async Task Name_the_files_in_conflict()
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        Forge.Move(Main, "0.9.1");

        var failure = await FailureOf(() => MergeAsync(opened));

        failure
            .Message.Should()
            .Be("Pull request 1 from promote/webshop-webui was not merged into main: both changed webui.yaml.");
        failure
            .Hint.Should()
            .Be(
                "Run 'gitops-promotion promote' on the newest commit of main: it rebuilds the branch. Or merge by hand."
            );
    }

    [Fact]
    public async Task Name_ten_of_many_files_in_conflict()
    {
        var files = Enumerable.Range(10, 12).Select(number => ($"{number}.yaml", "1.0")).ToArray();
        Forge.Move(Branch, "1.0");
        Forge.Remote.Commit(Branch.Value, files);
        Forge.Remote.Commit("main", [.. files.Select(file => (file.Item1, "2.0"))]);
        var opened = await OpenAsync(Draft(CommitSha.Parse(Forge.Remote.Resolve(Branch.Ref))));

        var failure = await FailureOf(() => MergeAsync(opened));

        failure
            .Message.Should()
            .EndWith(
                "both changed 10.yaml, 11.yaml, 12.yaml, 13.yaml, 14.yaml, 15.yaml, 16.yaml, 17.yaml, 18.yaml, 19.yaml and 2 more files."
            );
    }

    [Fact]
    public async Task Take_one_look_two_commits_and_one_push()
    {
        await OpenAsync(Draft(Forge.Move(Branch, "1.0"), MergeMode.Immediately));
        List<string> commands = [];
        var repository = await Forge.CloneAsync(new CommandTrace(commands));
        PlainGitProvider provider = new(repository, TimeProvider.System);
        commands.Clear();

        var open = await provider.FindOpenPullRequestAsync(Branch, Main, CancellationToken.None);
        var looked = commands.Count;
        var head = Forge.Move(Branch, "2.0");
        await repository.Remote.FetchAsync([head], CancellationToken.None);
        var fetched = commands.Count;
        await provider.OpenPullRequestAsync(Draft(head, MergeMode.Immediately), open, CancellationToken.None);

        commands[..looked].Should().Equal("ls-remote");
        commands[fetched..].Should().Equal("ls-remote", "commit-tree", "commit-tree", "push");
        Forge.Remote.Read("main", "webui.yaml").Should().Be("2.0");
    }

    [Trait("suite", "release")]
    [Theory]
    [InlineData("--depth=1")]
    [InlineData("--filter=blob:none")]
    [InlineData("--bare")]
    [InlineData("--no-checkout")]
    public async Task Work_in_every_kind_of_clone(string option)
    {
        for (var number = 0; number < 5; number++)
        {
            Forge.Move(Main, "other.yaml", $"old {number}");
        }

        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        Forge.Move(Main, "other.yaml", "new");
        var provider = await Forge.ConnectAsync(option);

        await provider.MergePullRequestAsync(opened, note: null, CancellationToken.None);

        Forge.Remote.Read("main", "webui.yaml").Should().Be("1.0");
        Forge.Remote.Read("main", "other.yaml").Should().Be("new");
    }

    [Fact]
    public async Task Go_to_a_default_branch_of_any_name()
    {
        await using PlainGitForge forge = new("trunk/live");
        var provider = await forge.ConnectAsync(options: []);
        var draft = Draft(forge.Move(Branch, "1.0"), MergeMode.Immediately) with { TargetBranch = forge.DefaultBranch };

        await provider.OpenPullRequestAsync(draft, open: null, CancellationToken.None);

        forge.Remote.Read("trunk/live", "webui.yaml").Should().Be("1.0");
    }

    [Theory]
    [InlineData("--no-ff")]
    [InlineData("--ff-only")]
    public async Task By_hand_are_found_by_the_commit(string option)
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")) with { Description = "The state." });
        var commit = MergeByHand(option);

        var found = await FindMergedAsync(commit);

        found
            .Should()
            .Be(opened with { State = PullRequestState.Merged, MergeCommit = commit, Description = "The state." });
    }

    [Fact]
    public async Task By_hand_are_not_taken_for_those_that_never_reached_the_default_branch()
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));

        (await FindMergedAsync(opened.Head)).Should().BeNull();
    }

    [Fact]
    public async Task By_hand_are_remembered_by_who_needs_the_branch_next()
    {
        var first = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var commit = MergeByHand("--no-ff");
        Forge.Move(Main, "other.yaml", "new");

        var second = await OpenAsync(Draft(Forge.Move(Branch, "2.0")));

        second.Number.Should().Be(2);
        second.State.Should().Be(PullRequestState.Open);
        (await FindMergedAsync(commit))
            .Should()
            .Be(first with { State = PullRequestState.Merged, MergeCommit = commit });
        States()
            .Should()
            .BeEquivalentTo(
                "last/1",
                "last/2",
                "merged/1",
                $"merged-commit/{first.Head}",
                $"merged-commit/{commit}",
                $"open/{Branch}"
            );
        Forge.Remote.Git("log", "--format=%s", "refs/gitops-promotion/merged/1").Split('\n').Should().HaveCount(2);
        Forge
            .Remote.Git("log", "--format=%s", $"refs/gitops-promotion/open/{Branch}")
            .Split('\n')
            .Should()
            .HaveCount(1);
    }

    [Fact]
    public async Task By_hand_are_remembered_when_the_next_one_merges_at_once()
    {
        await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var commit = MergeByHand("--no-ff");

        var second = await OpenAsync(Draft(Forge.Move(Branch, "2.0"), MergeMode.Immediately));

        second.Number.Should().Be(2);
        (await FindMergedAsync(commit))!.Number.Should().Be(1);
        (await FindMergedAsync(Tip())).Should().Be(second);
        States().Should().NotContain(name => name.StartsWith("open/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--no-ff")]
    [InlineData("--ff-only")]
    public async Task By_hand_are_not_merged_again(string option)
    {
        var opened = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var commit = MergeByHand(option);
        var tip = Forge.Move(Main, "other.yaml", "new");

        var merged = await MergeAsync(opened);

        merged.MergeCommit.Should().Be(commit);
        Tip().Should().Be(tip);
        Forge.Remote.Has(Branch.Ref).Should().BeFalse();
        (await FindMergedAsync(commit)).Should().Be(merged);
    }

    [Fact]
    public async Task By_hand_of_two_branches_in_one_commit_are_both_remembered()
    {
        var other = BranchName.Parse("promote/webshop-cart");
        var first = await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        var second = await OpenAsync(Draft(Forge.Move(other, "cart.yaml", "3.0")) with { SourceBranch = other });
        Forge.LastClone!.Git("fetch", "--quiet", "origin");
        Forge.LastClone.Git("merge", "--quiet", "--no-ff", "--no-edit", $"origin/{Branch}", $"origin/{other}");
        Forge.LastClone.Git("push", "--quiet", "origin", "HEAD:main");

        await MergeAsync(first);
        await MergeAsync(second);

        (await FindMergedAsync(first.Head))!.Number.Should().Be(1);
        (await FindMergedAsync(second.Head))!.Number.Should().Be(2);
        (await FindMergedAsync(Tip())).Should().NotBeNull();
    }

    [Fact]
    public async Task Of_a_change_that_the_default_branch_already_contains_delete_the_branch()
    {
        var head = Forge.Move(Branch, "1.0");
        var tip = Forge.Remote.Commit("main", ("webui.yaml", "1.0"), ("other.yaml", "new"));

        var open = () => OpenAsync(Draft(head, MergeMode.Immediately));

        (await open.Should().ThrowAsync<PromotionException>()).Which.IsStale.Should().BeTrue();
        Forge.Remote.Resolve("main").Should().Be(tip);
        Forge.Remote.Has($"refs/heads/{Branch}").Should().BeFalse();
        Forge.Remote.Git("for-each-ref", "refs/gitops-promotion").Should().BeEmpty();
    }

    /// <summary>As a person does who has no forge: merge in a clone, and push.</summary>
    private CommitSha MergeByHand(string option)
    {
        var clone = Forge.LastClone!;
        clone.Git("fetch", "--quiet", "origin");
        clone.Git("merge", "--quiet", option, "--no-edit", $"origin/{Branch}");
        clone.Git("push", "--quiet", "origin", "HEAD:main");
        return Tip();
    }
}
