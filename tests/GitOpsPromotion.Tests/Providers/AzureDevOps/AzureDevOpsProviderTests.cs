using System.Globalization;
using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed class AzureDevOpsProviderTests : LoopbackAzureDevOpsTest
{
    [Fact]
    public async Task Opens_a_pull_request_with_auto_merge_with_six_requests()
    {
        var opened = await OpenAsync(await PushAsync("1.0"));

        opened.AutoMerge.Should().BeTrue();
        AzureDevOps.ApiRequests.Should().HaveCount(6);
    }

    [Fact]
    public async Task Changes_nothing_where_all_is_as_it_should_be()
    {
        var head = await PushAsync("1.0");
        var opened = await OpenAsync(head);
        var before = AzureDevOps.ApiRequests.Count();

        (await OpenAsync(head)).Should().Be(opened);

        AzureDevOps.ApiRequests.Skip(before).Should().HaveCount(5).And.OnlyContain(request => request.Method == "GET");
    }

    [Theory]
    [InlineData(AzureDevOpsTokenKind.Personal)]
    [InlineData(AzureDevOpsTokenKind.Pipeline)]
    public async Task Works_with_the_tokens_of_people_and_of_jobs(AzureDevOpsTokenKind kind)
    {
        var provider = await Forge.ConnectAsync(AzureDevOps.AddToken(kind));
        var head = await PushAsync("1.0");

        var opened = await provider.OpenPullRequestAsync(Draft(head), open: null, CancellationToken.None);

        opened.AutoMerge.Should().BeTrue();
    }

    [Fact]
    public async Task Finds_its_pull_request_among_many()
    {
        Forge.Repository.Seed(abandoned: 300);
        var opened = await OpenAsync(await PushAsync("1.0"), MergeMode.Manual);
        var before = AzureDevOps.ApiRequests.Count();

        (await FindOpenAsync()).Should().Be(opened);

        (AzureDevOps.ApiRequests.Count() - before).Should().Be(3);
    }

    [Fact]
    public async Task Reads_the_statuses_of_a_busy_commit()
    {
        var head = await PushAsync("1.0");
        foreach (var number in Enumerable.Range(1, 150))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"kustomization/webshop-qa/{number}");
            Forge.Repository.SetStatus(head.Value, name, "error", "fluxcd:west");
            Forge.Repository.SetStatus(head.Value, name, "succeeded", "fluxcd");
        }

        var statuses = await Provider.GetStatusesAsync([head], DateTimeOffset.MaxValue, CancellationToken.None);

        statuses[head].Should().HaveCount(150).And.OnlyContain(status => status.State == CommitStatusState.Success);
    }
}
