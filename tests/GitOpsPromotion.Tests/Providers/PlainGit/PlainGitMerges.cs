using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <summary>What lands on the default branch, and how people's own merges are taken.</summary>
public sealed partial class PlainGitMerges : PlainGitTest
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
}
