using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

/// <remarks>When auto-complete is enabled and disabled.</remarks>
public sealed partial class AzureDevOpsMergeModeTests
{
    [Fact]
    public async Task Really_switches_auto_complete_off()
    {
        IsOpen(autoCompleteBy: MyId);
        Forge.On("PATCH pullrequests/7", Pull());

        (await OpenAsync(MergeMode.Manual, Opened)).AutoMerge.Should().BeFalse();

        Patches.Should().Equal($$$"""{"autoCompleteSetBy":{"id":"{{{Nobody}}}"}}""");
    }

    /// <summary>Another job may enable it, for its own text, after it was seen to be off.</summary>
    [Fact]
    public async Task Switches_auto_complete_off_with_each_change_of_what_waits_for_a_person()
    {
        IsOpen(title: "Older");
        Forge.On("PATCH pullrequests/7", Pull());

        await OpenAsync(MergeMode.Manual, Opened);

        Patches.Should().Equal($$$"""{"title":"Promote webshop/webui","autoCompleteSetBy":{"id":"{{{Nobody}}}"}}""");
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
    public async Task Switches_auto_complete_off_before_a_push()
    {
        Forge.On("PATCH pullrequests/7", Pull());

        var off = await Provider.SwitchAutoMergeOffAsync(Opened with { AutoMerge = true }, CancellationToken.None);

        off.Should().Be(Opened);
        Forge.Requests.Should().Equal($$$"""PATCH pullrequests/7 {"autoCompleteSetBy":{"id":"{{{Nobody}}}"}}""");
    }
}
