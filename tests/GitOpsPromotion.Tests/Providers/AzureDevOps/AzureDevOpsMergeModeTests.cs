using System.Net;
using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed partial class AzureDevOpsMergeModeTests : ScriptedAzureDevOpsTest
{
    private const string Validation = """{"buildDefinitionId":5,"displayName":"status"}""";
    private const string On = "autoCompleteSetBy";

    [Fact]
    public async Task Takes_no_optional_policy_for_a_check() =>
        await ChecksAsync(Policy(Build, Validation, isBlocking: false), isRefused: true);

    [Fact]
    public async Task Takes_no_disabled_policy_for_a_check() =>
        await ChecksAsync(Policy(Build, Validation, isEnabled: false), isRefused: true);

    [Fact]
    public async Task Takes_no_approval_for_a_check() => await ChecksAsync(Policy(Reviewers), isRefused: true);

    [Fact]
    public async Task Decides_anew_where_the_branch_moves_while_it_waits()
    {
        Forge
            .On("GET refs", List(Ref(Branch.Ref, Head)), List(Ref(Branch.Ref, Other)))
            .On("GET pullrequests/7", Pull(head: Other))
            .On(Policies, List(Policy(Build, Validation)));

        (await FailureOf(() => OpenAsync(MergeMode.AfterCheck, Opened))).IsStale.Should().BeTrue();

        Patches.Should().BeEmpty();
    }

    /// <summary>The server would complete what another job has pushed since, which may wait for a person.</summary>
    [Theory]
    [InlineData(Me, HttpStatusCode.OK, Ada)]
    [InlineData("PATCH pullrequests/7", HttpStatusCode.TooManyRequests, "{}")]
    [InlineData("PATCH pullrequests/7", HttpStatusCode.BadGateway, "{}")]
    public async Task Does_not_switch_auto_complete_on_for_another_commit_after_a_wait(
        string request,
        HttpStatusCode status,
        string body
    )
    {
        Forge
            .On("GET refs", List(Ref(Branch.Ref, Head)), List(Ref(Branch.Ref, Other)))
            .On("GET pullrequests/7", Pull())
            .On(Policies, List(Policy(Build, Validation)))
            .On(request, status, body, "Retry-After: 60")
            .On(Me, Ada)
            .On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        (await FailureOf(() => OpenAsync(MergeMode.AfterCheck, Opened))).IsStale.Should().BeTrue();

        Patches.Should().HaveCount(request == Me ? 0 : 1);
    }

    /// <summary>Auto-complete cannot be told which commit it is for.</summary>
    [Fact]
    public async Task Merges_with_the_head_guarded_where_no_policy_asks_for_something_new_after_each_push()
    {
        IsOpen();
        Forge
            .On(Policies, List(Policy(Comments)))
            .On("PATCH pullrequests/7", Pull(mergeStatus: "queued"))
            .On("GET pullrequests/7", Pull(status: "completed", mergeCommit: Merge));

        (await OpenAsync(MergeMode.Immediately, Opened)).State.Should().Be(PullRequestState.Merged);

        Patches
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain($"\"lastMergeSourceCommit\":{{\"commitId\":\"{Head}\"}}");
    }

    [Fact]
    public async Task Makes_no_draft_merge()
    {
        IsOpen(isDraft: true);
        Forge.On(Policies, List(Policy(Build, Validation)));

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck, Opened));

        failure.Message.Should().EndWith("it is a draft.");
        Patches.Should().BeEmpty();
    }

    [Fact]
    public async Task Merges_at_once_where_no_policy_makes_it_wait()
    {
        IsOpen(title: "Older", autoCompleteBy: MyId);
        Forge
            .On(Policies, List(Policy(Reviewers, isBlocking: false)))
            .On("PATCH pullrequests/7", Pull(), Pull(mergeStatus: "queued"))
            .On("GET pullrequests/7", Pull(mergeStatus: "queued"), Pull(status: "completed", mergeCommit: Merge));

        var opened = await OpenAsync(MergeMode.Immediately, Opened);

        opened.Should().Be(Opened with { State = PullRequestState.Merged, MergeCommit = Merge });
        Patches
            .Should()
            .Equal(
                $$$"""{"title":"Promote webshop/webui","autoCompleteSetBy":{"id":"{{{Nobody}}}"}}""",
                $$$"""{"completionOptions":{"mergeStrategy":"noFastForward","deleteSourceBranch":true,"transitionWorkItems":false},"status":"completed","lastMergeSourceCommit":{"commitId":"{{{Head}}}"}}"""
            );
    }

    [Theory]
    [InlineData("GitPullRequestUpdateRejectedByPolicyException")]
    [InlineData("GitPullRequestUpdateRejectedByPolicy")]
    [InlineData("GitRefUpdateRejectedByPolicyException")]
    public async Task Leaves_it_to_auto_complete_where_a_policy_of_another_sort_holds_it_up(string typeKey)
    {
        IsOpen();
        Forge
            .On(Policies, List())
            .On(Me, Ada)
            .On("PATCH pullrequests/7", HttpStatusCode.Forbidden, Error(typeKey, "A policy is not fulfilled."))
            .On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        (await OpenAsync(MergeMode.Immediately, Opened)).AutoMerge.Should().BeTrue();
    }

    private IReadOnlyList<string> Patches => Forge.BodiesOf("PATCH pullrequests/7");

    private void IsOpen(string title = "Promote webshop/webui", string? autoCompleteBy = null, bool isDraft = false)
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", Pull(title: title, autoCompleteBy: autoCompleteBy, isDraft: isDraft));
    }

    private async Task ChecksAsync(string policy, bool isRefused)
    {
        IsOpen();
        Forge.On(Policies, List(policy)).On(Me, Ada).On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        var open = () => OpenAsync(MergeMode.AfterCheck, Opened);

        if (isRefused)
        {
            (await FailureOf(open)).Kind.Should().Be(FailureKind.Rejected);
            Patches.Should().NotContain(patch => patch.Contains(On, StringComparison.Ordinal));
        }
        else
        {
            (await open()).AutoMerge.Should().BeTrue();
        }
    }
}
