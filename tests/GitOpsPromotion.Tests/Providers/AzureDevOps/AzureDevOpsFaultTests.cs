using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Serving;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <summary>Each thing that can go wrong with each request that is made.</summary>
public sealed class AzureDevOpsFaultTests : LoopbackAzureDevOpsTest
{
    private static readonly Dictionary<string, ForgeFault> Kinds = new(StringComparer.Ordinal)
    {
        ["a dropped connection"] = new ForgeFault.Drop(),
        ["a dropped answer"] = new ForgeFault.Drop { AfterTheWork = true },
        ["a bad gateway"] = AzureDevOpsFault.Unavailable(502),
        ["a bad gateway after the work"] = AzureDevOpsFault.Unavailable(502) with { AfterTheWork = true },
        ["a server that is down"] = AzureDevOpsFault.Unavailable(),
        ["a block"] = AzureDevOpsFault.Blocked(retryAfterSeconds: null),
        ["a block with a time"] = AzureDevOpsFault.Blocked(5),
    };

    public static TheoryData<string, int> OnEachOfSix() => Each(6);

    public static TheoryData<string, int> OnEachOfFive() => Each(5);

    public static TheoryData<string, int> OnEachOfTwo() => Each(2);

    public static TheoryData<string, int> OnTheOnlyOne() => Each(1);

    [Theory]
    [MemberData(nameof(OnEachOfSix))]
    public async Task Does_not_keep_it_from_opening_one_pull_request(string kind, int position)
    {
        var head = await PushAsync("1.0");
        Plan(kind, position);

        var opened = await OpenAsync(head);

        opened.AutoMerge.Should().BeTrue();
        opened.Head.Should().Be(head);
        Forge.Repository.PullRequests.Should().ContainSingle(pull => pull.AutoCompleteBy != null);
        AzureDevOps.Faults.AllHappened.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(OnEachOfSix))]
    public async Task Does_not_keep_it_from_bringing_one_up_to_date(string kind, int position)
    {
        await OpenAsync(await PushAsync("1.0"), Merging.ByHand);
        var head = await PushAsync("2.0");
        Plan(kind, position);

        var open = await FindOpenAsync();
        var opened = await Provider.OpenPullRequestAsync(
            Draft(head) with
            {
                Title = "Newer",
            },
            open,
            CancellationToken.None
        );

        opened.AutoMerge.Should().BeTrue();
        opened.Title.Should().Be("Newer");
        opened.Head.Should().Be(head);
        Forge.Repository.PullRequests.Should().ContainSingle();
        AzureDevOps.Faults.AllHappened.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(OnTheOnlyOne))]
    public async Task Does_not_keep_it_from_switching_auto_merge_off(string kind, int position)
    {
        var opened = await OpenAsync(await PushAsync("1.0"));
        Plan(kind, position);

        var off = await Provider.SwitchAutoMergeOffAsync(opened, CancellationToken.None);

        off.Should().Be(opened with { AutoMerge = false });
        Forge.Repository.PullRequests.Should().ContainSingle(pull => pull.AutoCompleteBy == null);
        AzureDevOps.Faults.AllHappened.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(OnEachOfFive))]
    public async Task Does_not_keep_it_from_merging_once(string kind, int position)
    {
        var head = await PushAsync("1.0");
        var opened = await OpenAsync(head, Merging.ByHand);
        await Forge.CompleteCheckAsync(head);
        AzureDevOps.Lag.CompletionReads = 2;
        Plan(kind, position);

        var merged = await MergeAsync(opened);

        merged.State.Should().Be(PullRequestState.Merged);
        merged.MergeCommit.Should().Be(await Forge.FindTipAsync(Forge.DefaultBranch));
        (await Forge.ReadFileAsync("webui.yaml")).Should().Be("1.0");
        AzureDevOps.Faults.AllHappened.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(OnEachOfTwo))]
    public async Task Does_not_keep_it_from_reading_what_it_has_reported(string kind, int position)
    {
        var commit = await PushAsync("1.0");
        CommitStatus status = new("kustomization/webshop-qa", CommitStatusState.Success, "well");
        Plan(kind, position);

        await Provider.ReportStatusAsync(commit, status, CancellationToken.None);
        var statuses = await Provider.GetStatusesAsync([commit], CancellationToken.None);

        statuses[commit].Should().Equal(status);
        AzureDevOps.Faults.AllHappened.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(OnEachOfTwo))]
    public async Task Does_not_keep_it_from_finding_where_a_commit_came_from(string kind, int position)
    {
        var head = await PushAsync("1.0");
        var opened = await OpenAsync(head, Merging.ByHand);
        await Forge.CompleteCheckAsync(head);
        var merged = await MergeAsync(opened);
        Plan(kind, position);

        (await FindMergedAsync(merged.MergeCommit!)).Should().Be(merged);

        AzureDevOps.Faults.AllHappened.Should().BeTrue();
    }

    [Theory]
    [InlineData("a dropped connection")]
    [InlineData("a dropped answer")]
    [InlineData("a bad gateway")]
    [InlineData("a bad gateway after the work")]
    [InlineData("a block")]
    public async Task Ends_with_one_sentence_where_it_does_not_end(string kind)
    {
        var head = await PushAsync("1.0");
        AzureDevOps.Faults.Next(Kinds[kind], times: 1000, where: request => !request.IsGit);

        var failure = await FailureOf(() =>
            Provider.OpenPullRequestAsync(Draft(head), open: null, CancellationToken.None)
        );

        failure.Kind.Should().Be(FailureKind.Unreachable);
        failure.Message.Should().NotContain("\n").And.NotContain(AzureDevOps.Token.Value).And.EndWith(".");
        failure.Hint.Should().NotBeNullOrEmpty();
        Forge.Repository.PullRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task Leaves_a_pull_request_to_the_next_run()
    {
        var head = await PushAsync("1.0");
        AzureDevOps.Faults.Next(
            new ForgeFault.Drop(),
            times: 1000,
            where: request => request.Body.Contains("autoCompleteSetBy", StringComparison.Ordinal)
        );
        (await FailureOf(() => OpenAsync(head))).Kind.Should().Be(FailureKind.Unreachable);
        AzureDevOps.Faults.Clear();

        var opened = await OpenAsync(head);

        opened.AutoMerge.Should().BeTrue();
        Forge.Repository.PullRequests.Should().ContainSingle();
    }

    private void Plan(string kind, int position)
    {
        var asked = 0;
        AzureDevOps.Faults.Next(Kinds[kind], where: request => !request.IsGit && ++asked == position);
    }

    private static TheoryData<string, int> Each(int positions)
    {
        TheoryData<string, int> cases = [];
        foreach (var kind in Kinds.Keys)
        {
            for (var position = 1; position <= positions; position++)
            {
                cases.Add(kind, position);
            }
        }

        return cases;
    }
}
