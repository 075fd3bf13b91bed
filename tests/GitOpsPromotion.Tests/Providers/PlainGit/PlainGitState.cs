using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <summary>What is kept in the remote, and what happens when somebody else had a hand in it.</summary>
public sealed partial class PlainGitState : PlainGitTest
{
    [Fact]
    public async Task Keeps_an_open_pull_request_in_one_ref_and_its_number_in_another()
    {
        await OpenAsync(Draft(Forge.Move(Branch, "1.0")));

        States().Should().Equal("last/1", "open/promote/webshop-webui");
    }

    [Fact]
    public async Task Finds_a_merged_pull_request_by_number_by_merge_commit_and_by_head()
    {
        var head = Forge.Move(Branch, "1.0");

        await MergeAsync(await OpenAsync(Draft(head)));

        States().Should().BeEquivalentTo("last/1", "merged/1", $"merged-commit/{head}", $"merged-commit/{Tip()}");
        Forge.Remote.Has(Branch.Ref).Should().BeFalse();
        (await FindMergedAsync(head))!.Number.Should().Be(1);
    }

    [Fact]
    public async Task Keeps_every_change_as_a_commit_for_people_to_read()
    {
        var head = Forge.Move(Branch, "1.0");
        await OpenAsync(Draft(head) with { Title = "First" });
        var opened = await OpenAsync(Draft(head) with { Title = "Second" });
        await Provider.PassCheckAsync(opened, CancellationToken.None);
        await MergeAsync(opened);

        var history = Forge.Remote.Git("log", "--format=%s", "refs/gitops-promotion/merged/1");

        history
            .Should()
            .Be(
                """
                Pull request 1 merged: Second
                Pull request 1 open: Second
                Pull request 1 open: Second
                Pull request 1 open: First
                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public async Task Writes_state_as_it_is_documented()
    {
        var head = Forge.Move(Branch, "1.0");

        await OpenAsync(Draft(head) with { Title = "Promote „webui“", Description = "<!-- state -->\n\n| a |" });

        Forge
            .Remote.Git("log", "-1", "--format=%B", "refs/gitops-promotion/open/promote/webshop-webui")
            .TrimEnd()
            .Should()
            .Be(
                $$"""
                Pull request 1 open: Promote „webui“

                {
                  "schema": 1,
                  "number": 1,
                  "source": "promote/webshop-webui",
                  "target": "main",
                  "head": "{{head}}",
                  "title": "Promote „webui“",
                  "body": "<!-- state -->\n\n| a |",
                  "autoMerge": false
                }
                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public async Task Keeps_no_content_and_no_commit_of_the_repository()
    {
        await OpenAsync(Draft(Forge.Move(Branch, "1.0")));
        await OpenAsync(Draft(Forge.Move(Branch, "2.0")));

        var reachable = Forge.Remote.Git(
            "rev-list",
            "--objects",
            "--no-object-names",
            "refs/gitops-promotion/open/promote/webshop-webui"
        );

        // Two states and the empty tree.
        reachable.Split('\n').Should().HaveCount(3);
    }

    [Fact]
    public async Task Pushes_nothing_where_nothing_changes()
    {
        var draft = Draft(Forge.Move(Branch, "1.0"));
        var opened = await OpenAsync(draft);
        await Provider.PassCheckAsync(opened, CancellationToken.None);
        await Provider.ReportStatusAsync(opened.Head, new("ci", CommitStatusState.Success, ""), CancellationToken.None);
        Forge.Remote.WriteHook("pre-receive", "exit 1");

        await OpenAsync(draft);
        await Provider.PassCheckAsync(opened, CancellationToken.None);
        await Provider.ReportStatusAsync(opened.Head, new("ci", CommitStatusState.Success, ""), CancellationToken.None);
    }

    [Fact]
    public async Task Leaves_the_clone_as_it_is()
    {
        var clone = Forge.LastClone!;
        var before = clone.Snapshot();

        await MergeAsync(await OpenAsync(Draft(Forge.Move(Branch, "1.0"))));

        clone.Snapshot().Should().Be(before);
    }
}
