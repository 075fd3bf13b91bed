using System.Globalization;
using FluentAssertions;
using GitOpsPromotion.Forges.Serving;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

/// <summary>
/// One request of many is lost, or done without an answer, or throttled: each of them in turn, and the provider gets over
/// it by itself. The scenarios of whole commands may give up and say so, these may not.
/// </summary>
public abstract partial class ProviderFaults : LoopbackTest
{
    private const string Lost = "lost";
    private const string Unanswered = "done without an answer";
    private const string Throttled = "throttled";

    /// <summary>The most dangerous kind: the others leave nothing behind, and the scenarios have them in each request.</summary>
    public static TheoryData<string> Kinds => [Unanswered];

    public static TheoryData<string> PermanentKinds => [Lost, Unanswered, Throttled];

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Do_not_keep_it_from_opening_a_pull_request(string kind) =>
        OnEachRequestAsync(
            kind,
            async branch => Draft(await PushAsync(branch, "1.0")) with { SourceBranch = branch },
            async draft =>
            {
                var opened = await OpenAsync(draft);

                opened.AutoMerge.Should().BeTrue();
                opened.Head.Should().Be(draft.Head);
            }
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Do_not_keep_it_from_bringing_one_up_to_date(string kind) =>
        OnEachRequestAsync(
            kind,
            async branch =>
            {
                await OpenAsync(branch);
                return Draft(await PushAsync(branch, "2.0")) with { SourceBranch = branch, Title = "Newer" };
            },
            async draft =>
            {
                var opened = await OpenAsync(draft);

                opened.AutoMerge.Should().BeTrue();
                opened.Title.Should().Be("Newer");
                opened.Head.Should().Be(draft.Head);
            }
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Do_not_keep_it_from_switching_auto_merge_off(string kind) =>
        OnEachRequestAsync(
            kind,
            branch => OpenAsync(branch, MergeMode.AfterCheck),
            async opened =>
                (await Provider.SwitchAutoMergeOffAsync(opened, CancellationToken.None))
                    .Should()
                    .Be(opened with { AutoMerge = false })
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Do_not_keep_it_from_merging_once(string kind) =>
        OnEachRequestAsync(
            kind,
            OpenCheckedAsync,
            async opened =>
            {
                var merged = await MergeAsync(opened);

                merged.State.Should().Be(PullRequestState.Merged);
                merged.MergeCommit.Should().Be(await AnyForge.FindTipAsync(AnyForge.DefaultBranch));
                (await AnyForge.ReadFileAsync(FileOf(opened.SourceBranch))).Should().Be("1.0");
            }
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Do_not_keep_it_from_finding_where_a_commit_came_from(string kind) =>
        OnEachRequestAsync(
            kind,
            async branch => await MergeAsync(await OpenCheckedAsync(branch)),
            async merged => (await FindMergedAsync(merged.MergeCommit!))!.Number.Should().Be(merged.Number)
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Do_not_keep_it_from_reading_what_it_has_reported(string kind) =>
        OnEachRequestAsync(
            kind,
            branch => PushAsync(branch, "1.0"),
            async commit =>
            {
                CommitStatus status = new("kustomization/webshop-qa", CommitStatusState.Success, "well");

                await Provider.ReportStatusAsync(commit, status, CancellationToken.None);

                (await Provider.GetStatusesAsync([commit], DateTimeOffset.MaxValue, CancellationToken.None))[commit]
                    .Should()
                    .Equal(status);
            }
        );

    private protected abstract ForgeFaults Faults { get; }

    private protected abstract string Token { get; }

    /// <summary>As the forge throttles: retry after a few seconds.</summary>
    private protected abstract ForgeFault NotNow { get; }

    /// <summary>What the request that switches auto-merge on contains.</summary>
    private protected abstract string AutoMergeField { get; }

    /// <summary>Does the same on a branch of its own for the first request, then for the second, until there is none more.</summary>
    private async Task OnEachRequestAsync<T>(string kind, Func<BranchName, Task<T>> arrange, Func<T, Task> act)
    {
        for (var position = 1; ; position++)
        {
            var arranged = await arrange(
                BranchName.Parse(string.Create(CultureInfo.InvariantCulture, $"promote/webshop-app{position}"))
            );
            var asked = 0;
            Faults.Next(FaultOf(kind), where: request => !request.IsGit && ++asked == position);

            await act(arranged);

            if (!Faults.AllHappened)
            {
                position.Should().BeGreaterThan(1, "it asks at least once");
                Faults.Clear();
                return;
            }
        }
    }

    private ForgeFault FaultOf(string kind) =>
        kind switch
        {
            Lost => new ForgeFault.Drop(),
            Unanswered => new ForgeFault.Drop { AfterTheWork = true },
            _ => NotNow,
        };

    private Task<CommitSha> PushAsync(BranchName branch, string version) =>
        AnyForge.PushAsync(branch, FileOf(branch), version);

    private async Task<PullRequest> OpenAsync(BranchName branch, MergeMode merging = MergeMode.Manual) =>
        await OpenAsync(Draft(await PushAsync(branch, "1.0"), merging) with { SourceBranch = branch });

    private async Task<PullRequest> OpenCheckedAsync(BranchName branch)
    {
        var opened = await OpenAsync(branch);
        await AnyForge.CompleteCheckAsync(opened.Head);
        return opened;
    }

    private static string FileOf(BranchName branch) => $"{branch.Value["promote/".Length..]}.yaml";
}
