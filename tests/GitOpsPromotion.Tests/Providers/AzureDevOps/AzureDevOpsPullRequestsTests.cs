using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed class AzureDevOpsPullRequestsTests : ScriptedAzureDevOpsTest
{
    private static readonly string LongText = string.Concat(Enumerable.Repeat("0123456789", 390));

    [Fact]
    public async Task Are_found_by_their_branches_and_read_whole()
    {
        Forge
            .On("GET pullrequests", List(Pull(description: LongText[..400])))
            .On("GET pullrequests/7", Pull(description: LongText));
        BranchIsAt(Head);

        var found = await FindOpenAsync();

        found.Should().Be(Opened with { Description = LongText });
        Forge
            .Requests.Should()
            .Equal(
                "GET pullrequests?searchCriteria.status=active&searchCriteria.sourceRefName=refs/heads/promote/webshop-webui&searchCriteria.targetRefName=refs/heads/main",
                "GET pullrequests/7",
                "GET refs?filter=heads/promote/webshop-webui"
            );
    }

    [Fact]
    public async Task Are_none_where_none_is_open()
    {
        Forge.On("GET pullrequests", List());

        (await FindOpenAsync()).Should().BeNull();

        Forge.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Do_not_include_those_of_forks()
    {
        Forge
            .On("GET pullrequests", List(Pull(id: 6, fork: "refs/heads/promote/webshop-webui"), Pull()))
            .On("GET pullrequests/7", Pull());
        BranchIsAt(Head);

        (await FindOpenAsync())!.Number.Should().Be(7);
    }

    [Fact]
    public async Task Do_not_include_one_whose_fork_the_list_does_not_show()
    {
        var fork = Pull(fork: "refs/heads/promote/webshop-webui");
        Forge.On("GET pullrequests", List(Pull())).On("GET pullrequests/7", fork);
        BranchIsAt(Head);

        (await FindOpenAsync()).Should().BeNull();
        (await Provider.GetOpenPullRequestsAsync(Main, CancellationToken.None)).Should().BeEmpty();
    }

    [Fact]
    public async Task Are_none_where_the_one_that_was_listed_has_just_been_completed()
    {
        Forge.On("GET pullrequests", List(Pull())).On("GET pullrequests/7", Pull(status: "completed"));

        (await FindOpenAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Are_where_their_branch_is_even_before_they_notice()
    {
        Forge.On("GET pullrequests", List(Pull())).On("GET pullrequests/7", Pull(head: Other));
        BranchIsAt(Head);

        (await FindOpenAsync())!.Head.Should().Be(Head);
    }

    [Fact]
    public async Task Are_not_mixed_up_with_those_of_a_longer_branch_name()
    {
        Forge.On("GET pullrequests", List(Pull())).On("GET pullrequests/7", Pull());
        Forge.On("GET refs", List(Ref($"{Branch.Ref}-2", Head)));

        (await FindOpenAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData(MyId, true)]
    [InlineData(Nobody, false)]
    [InlineData(null, false)]
    public async Task Merge_by_themselves_where_somebody_has_set_auto_complete(string? by, bool isOn)
    {
        Forge.On("GET pullrequests", List(Pull())).On("GET pullrequests/7", Pull(autoCompleteBy: by));
        BranchIsAt(Head);

        (await FindOpenAsync())!.AutoMerge.Should().Be(isOn);
    }

    [Fact]
    public async Task May_lack_a_description()
    {
        Forge.On("GET pullrequests", List(Pull())).On("GET pullrequests/7", Pull(description: null));
        BranchIsAt(Head);

        (await FindOpenAsync())!.Description.Should().BeEmpty();
    }

    [Fact]
    public async Task Are_listed_page_by_page_and_whole_where_they_are_promotions()
    {
        var others = Enumerable
            .Range(100, 99)
            .Select(id => Pull(id, source: $"refs/heads/work/{id}", description: "Work."))
            .ToArray();
        Forge
            .On(
                "GET pullrequests",
                List([Pull(description: LongText[..400]), .. others]),
                List(Pull(id: 8, source: "refs/heads/promote/gone"), Pull(id: 9, fork: "refs/heads/promote/x"))
            )
            .On("GET pullrequests/7", Pull(description: LongText, autoCompleteBy: MyId));
        BranchIsAt(Head);

        var listed = await Provider.GetOpenPullRequestsAsync(Main, CancellationToken.None);

        listed.Should().HaveCount(100);
        listed[0].Should().Be(Opened with { Description = LongText, AutoMerge = true });
        listed[1].Description.Should().Be("Work.");
        Forge
            .Requests.Should()
            .Equal(
                "GET pullrequests?searchCriteria.status=active&searchCriteria.targetRefName=refs/heads/main&$top=100&$skip=0",
                "GET pullrequests?searchCriteria.status=active&searchCriteria.targetRefName=refs/heads/main&$top=100&$skip=100",
                "GET refs?filter=heads/promote/",
                "GET pullrequests/7"
            );
    }

    [Fact]
    public async Task Are_listed_with_one_request_where_none_is_a_promotion()
    {
        Forge.On("GET pullrequests", List(Pull(source: "refs/heads/work")));

        (await Provider.GetOpenPullRequestsAsync(Main, CancellationToken.None)).Should().ContainSingle();

        Forge.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Are_looked_for_on_all_pages_of_branches()
    {
        Forge
            .On("GET pullrequests", List(Pull()))
            .On("GET pullrequests/7", Pull())
            .On(
                "GET refs",
                System.Net.HttpStatusCode.OK,
                List(Ref("refs/heads/promote/a", Other)),
                "x-ms-continuationtoken: a b"
            )
            .On("GET refs", List(Ref(Branch.Ref, Head)));

        (await FindOpenAsync())!.Head.Should().Be(Head);

        Forge.Requests[^1].Should().Be("GET refs?filter=heads/promote/webshop-webui&continuationToken=a b");
    }
}
