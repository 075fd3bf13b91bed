using System.Net;
using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed class AzureDevOpsSettlingTests : ScriptedAzureDevOpsTest
{
    private const string Validation = """{"buildDefinitionId":5,"displayName":"status"}""";
    private const string On = "autoCompleteSetBy";

    [Fact]
    public async Task Lets_the_server_complete_after_the_check()
    {
        IsOpen();
        Forge
            .On(Policies, List(Policy(Build, Validation)))
            .On(Me, Ada)
            .On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        (await OpenAsync(MergeMode.AfterCheck, Opened)).Should().Be(Opened with { AutoMerge = true });

        Forge
            .Requests.Should()
            .Equal(
                "GET refs?filter=heads/promote/webshop-webui",
                "GET pullrequests/7",
                "GET /git/policy/configurations?repositoryId=3411ebc1-d5aa-464f-9615-0b527bc66719&refName=refs/heads/main",
                "GET //connectionData",
                $$$"""PATCH pullrequests/7 {"autoCompleteSetBy":{"id":"{{{MyId}}}"},"completionOptions":{"mergeStrategy":"noFastForward","deleteSourceBranch":true,"transitionWorkItems":false}}"""
            );
    }

    [Fact]
    public async Task Changes_words_and_auto_complete_in_one()
    {
        IsOpen(title: "Older");
        Forge
            .On(Policies, List(Policy(Build, Validation)))
            .On(Me, Ada)
            .On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        await OpenAsync(MergeMode.AfterCheck, Opened);

        Patches
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("""{"title":"Promote webshop/webui","autoCompleteSetBy":""");
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"filenamePatterns":[]}""", false)]
    [InlineData("""{"filenamePatterns":["/webshop/*"]}""", true)]
    public async Task Takes_a_build_validation_of_all_files_for_a_check(string settings, bool isRefused) =>
        await ChecksAsync(Policy(Build, settings), isRefused);

    [Theory]
    [InlineData("""{"statusName":"status","invalidateOnSourceUpdate":true}""", false)]
    [InlineData("""{"statusName":"status","invalidateOnSourceUpdate":true,"policyApplicability":0}""", false)]
    [InlineData("""{"statusName":"status","invalidateOnSourceUpdate":true,"policyApplicability":null}""", false)]
    [InlineData("""{"statusName":"status","invalidateOnSourceUpdate":true,"policyApplicability":1}""", true)]
    [InlineData("""{"statusName":"status","invalidateOnSourceUpdate":false}""", true)]
    [InlineData("""{"statusName":"status"}""", true)]
    public async Task Takes_a_status_for_a_check_that_no_push_leaves_standing(string settings, bool isRefused) =>
        await ChecksAsync(Policy(Status, settings), isRefused);

    [Fact]
    public async Task Takes_no_optional_policy_for_a_check() =>
        await ChecksAsync(Policy(Build, Validation, isBlocking: false), isRefused: true);

    [Fact]
    public async Task Takes_no_disabled_policy_for_a_check() =>
        await ChecksAsync(Policy(Build, Validation, isEnabled: false), isRefused: true);

    [Fact]
    public async Task Takes_no_approval_for_a_check() => await ChecksAsync(Policy(Reviewers), isRefused: true);

    [Theory]
    [InlineData("false", 0)]
    [InlineData("true", 1)]
    public async Task Takes_back_that_policies_are_bypassed(string bypasses, int changes)
    {
        BranchIsAt(Head);
        var options = $$"""{"mergeStrategy":"noFastForward","bypassPolicy":{{bypasses}}}""";
        Forge
            .On("GET pullrequests/7", $$"""{"completionOptions":{{options}},{{Pull(autoCompleteBy: MyId)[1..]}}""")
            .On(Policies, List(Policy(Build, Validation)))
            .On(Me, Ada)
            .On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        await OpenAsync(MergeMode.AfterCheck, Opened);

        Patches.Should().HaveCount(changes);
        Patches.Should().NotContain(patch => patch.Contains("bypassPolicy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_it_to_a_person_where_nothing_would_wait_for_the_check()
    {
        IsOpen(autoCompleteBy: MyId, title: "Older");
        Forge.On(Policies, List()).On("PATCH pullrequests/7", Pull());

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck, Opened));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.IsStale.Should().BeFalse();
        failure
            .Message.Should()
            .Be(
                "Pull request 7 is open, but does not merge by itself: branch 'main' has no policy that would make it wait for the promotion check."
            );
        failure.Hint.Should().Contain("build validation").And.Contain("gitops-promotion/status");
        failure.Page!.AbsolutePath.Should().EndWith("/pullrequest/7");
        Patches.Should().Equal($$$"""{"title":"Promote webshop/webui","autoCompleteSetBy":{"id":"{{{Nobody}}}"}}""");
    }

    [Fact]
    public async Task Really_switches_auto_complete_off()
    {
        IsOpen(autoCompleteBy: MyId);
        Forge.On("PATCH pullrequests/7", Pull());

        (await OpenAsync(MergeMode.Manual, Opened)).AutoMerge.Should().BeFalse();

        Patches.Should().Equal($$$"""{"autoCompleteSetBy":{"id":"{{{Nobody}}}"}}""");
    }

    [Fact]
    public async Task Fails_where_auto_complete_stays_on()
    {
        IsOpen(autoCompleteBy: MyId);
        Forge.On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        var failure = await FailureOf(() => OpenAsync(MergeMode.Manual, Opened));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure.Message.Should().Be("Pull request 7 was not brought up to date: auto-complete is still on.");
    }

    [Theory]
    [InlineData("""{"allowSquash":true}""", "squash")]
    [InlineData("""{"allowNoFastForward":true,"allowSquash":true}""", "noFastForward")]
    [InlineData("""{"allowNoFastForward":false,"allowRebase":true}""", "rebase")]
    [InlineData("""{"allowRebaseMerge":true}""", "rebaseMerge")]
    [InlineData("""{"useSquashMerge":true}""", "squash")]
    [InlineData("""{"useSquashMerge":false}""", "noFastForward")]
    public async Task Merges_as_the_policies_allow(string settings, string strategy)
    {
        IsOpen();
        Forge
            .On(Policies, List(Policy(MergeTypes, settings), Policy(Build, Validation)))
            .On(Me, Ada)
            .On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        await OpenAsync(MergeMode.Immediately, Opened);

        Patches.Should().ContainSingle().Which.Should().Contain($"\"mergeStrategy\":\"{strategy}\"");
    }

    [Fact]
    public async Task Fails_where_the_policies_leave_no_way_to_merge()
    {
        IsOpen();
        Forge.On(
            Policies,
            List(Policy(MergeTypes, """{"allowSquash":true}"""), Policy(MergeTypes, """{"allowRebase":true}"""))
        );

        var failure = await FailureOf(() => OpenAsync(MergeMode.Immediately, Opened));

        failure.Message.Should().EndWith("the policies of branch 'main' leave no merge type.");
        Patches.Should().BeEmpty();
    }

    [Fact]
    public async Task Does_not_wait_for_optional_policies_that_cannot_be_the_check()
    {
        IsOpen();
        Forge
            .On(
                Policies,
                List(
                    Policy(Build, Validation),
                    Policy(Build, id: 2, isBlocking: false),
                    Policy(Reviewers, id: 3, isBlocking: false),
                    Policy("2e26e725-8201-4edd-8bf5-978563c34a80", id: 4, isBlocking: false)
                )
            )
            .On(Me, Ada)
            .On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        await OpenAsync(MergeMode.AfterCheck, Opened);
        await OpenAsync(MergeMode.Immediately, Opened);

        Patches[0].Should().Contain("\"autoCompleteIgnoreConfigIds\":[3]}");
        Patches[1].Should().Contain("\"autoCompleteIgnoreConfigIds\":[2,3]}");
    }

    [Fact]
    public async Task Waits_until_the_pull_request_has_noticed_the_push()
    {
        BranchIsAt(Head);
        Forge
            .On("GET pullrequests/7", Pull(head: Other), Pull(head: Other), Pull())
            .On(Policies, List(Policy(Build, Validation)))
            .On(Me, Ada)
            .On("PATCH pullrequests/7", Pull(autoCompleteBy: MyId));

        await OpenAsync(MergeMode.AfterCheck, Opened);

        Forge.CountOf("GET pullrequests/7").Should().Be(3);
        Patches.Should().ContainSingle();
    }

    [Fact]
    public async Task Gives_up_where_the_pull_request_never_notices_the_push()
    {
        BranchIsAt(Head);
        Forge.On("GET pullrequests/7", Pull(head: Other)).On(Policies, List(Policy(Build, Validation)));

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck, Opened));

        failure.Kind.Should().Be(FailureKind.TimedOut);
        failure
            .Message.Should()
            .EndWith("the pull request has not noticed that branch 'promote/webshop-webui' is at commit aaaaaaaaaaaa.");
        Patches.Should().BeEmpty();
    }

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

    /// <summary>Another job may switch it on, for words of its own, after it was seen to be off.</summary>
    [Fact]
    public async Task Switches_auto_complete_off_with_each_change_of_what_waits_for_a_person()
    {
        IsOpen(title: "Older");
        Forge.On("PATCH pullrequests/7", Pull());

        await OpenAsync(MergeMode.Manual, Opened);

        Patches.Should().Equal($$$"""{"title":"Promote webshop/webui","autoCompleteSetBy":{"id":"{{{Nobody}}}"}}""");
    }

    /// <summary>The server would complete what another job has pushed meanwhile, which may wait for a person.</summary>
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
    public async Task Sees_that_the_server_completes_at_once_what_waits_for_nothing()
    {
        IsOpen();
        Forge
            .On(Policies, List(Policy(Build, Validation)))
            .On(Me, Ada)
            .On("PATCH pullrequests/7", Pull(mergeStatus: "queued"))
            .On("GET pullrequests/7", Pull(mergeStatus: "queued"), Pull(status: "completed", mergeCommit: Merge));

        var opened = await OpenAsync(MergeMode.AfterCheck, Opened);

        opened.Should().Be(Opened with { State = PullRequestState.Merged, MergeCommit = Merge });
    }

    [Fact]
    public async Task Fails_where_auto_complete_does_not_stay_on()
    {
        IsOpen();
        Forge.On(Policies, List(Policy(Build, Validation))).On(Me, Ada).On("PATCH pullrequests/7", Pull());

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck, Opened));

        failure.Kind.Should().Be(FailureKind.Rejected);
        failure
            .Message.Should()
            .Be("Pull request 7 is open, but does not merge by itself: auto-complete did not stay on.");
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

    [Theory]
    [InlineData(
        """{"authenticatedUser":{"id":"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa","providerDisplayName":"Anonymous"}}"""
    )]
    [InlineData("""{"authenticatedUser":{"id":"00000000-0000-0000-0000-000000000000","providerDisplayName":"Ada"}}""")]
    [InlineData("""{"authenticatedUser":{"providerDisplayName":"Ada"}}""")]
    [InlineData("{}")]
    public async Task Sets_auto_complete_in_nobodys_name(string connection)
    {
        IsOpen();
        Forge.On(Policies, List(Policy(Build, Validation))).On(Me, connection);

        var failure = await FailureOf(() => OpenAsync(MergeMode.AfterCheck, Opened));

        failure.Kind.Should().Be(FailureKind.Unauthorized);
        failure.Message.Should().EndWith("dev.azure.com does not take the token for anybody's.");
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

    [Fact]
    public async Task Decides_anew_where_it_conflicts()
    {
        IsOpen();
        Forge
            .On(Policies, List())
            .On("PATCH pullrequests/7", Pull(mergeStatus: "conflicts"))
            .On("GET pullrequests/7", Pull(mergeStatus: "conflicts"));

        var failure = await FailureOf(() => OpenAsync(MergeMode.Immediately, Opened));

        failure.IsStale.Should().BeTrue();
        failure.Message.Should().Be("Pull request 7 was not merged: it conflicts with branch 'main'.");
    }

    [Fact]
    public async Task Switches_auto_complete_off_before_a_push()
    {
        Forge.On("PATCH pullrequests/7", Pull());

        var off = await Provider.SwitchAutoMergeOffAsync(Opened with { AutoMerge = true }, CancellationToken.None);

        off.Should().Be(Opened);
        Forge.Requests.Should().Equal($$$"""PATCH pullrequests/7 {"autoCompleteSetBy":{"id":"{{{Nobody}}}"}}""");
    }

    [Fact]
    public async Task Switches_nothing_off_where_it_has_merged_meanwhile()
    {
        Forge.On(
            "PATCH pullrequests/7",
            HttpStatusCode.BadRequest,
            Error("GitPullRequestNotEditableException", "TF401181: The pull request cannot be edited due to its state.")
        );

        var failure = await FailureOf(() => Provider.SwitchAutoMergeOffAsync(Opened, CancellationToken.None));

        failure.IsStale.Should().BeTrue();
        failure.Message.Should().Be("Auto-complete of pull request 7 was not switched off: it is no longer open.");
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
