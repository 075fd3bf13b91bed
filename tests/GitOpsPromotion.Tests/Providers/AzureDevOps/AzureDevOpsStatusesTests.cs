using FluentAssertions;
using GitOpsPromotion.Providers;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public sealed class AzureDevOpsStatusesTests : ScriptedAzureDevOpsTest
{
    private const string Name = "kustomization/webshop-qa/1a2b3c4d";

    [Theory]
    [InlineData("succeeded", CommitStatusState.Success)]
    [InlineData("failed", CommitStatusState.Failure)]
    [InlineData("error", CommitStatusState.Failure)]
    [InlineData("pending", CommitStatusState.Pending)]
    [InlineData("notSet", CommitStatusState.Pending)]
    public async Task Have_the_state_that_the_server_says(string state, CommitStatusState expected)
    {
        Have(One(state));

        (await ReadAsync()).Should().Equal(new CommitStatus(Name, expected, "reconciliation succeeded"));
    }

    [Theory]
    [InlineData("partiallySucceeded", CommitStatusState.Failure)]
    [InlineData("somethingNew", CommitStatusState.Pending)]
    public async Task Are_not_a_success_where_the_state_is_unknown(string state, CommitStatusState expected)
    {
        Have(One(state));

        // The description knows neither.
        (await ReadAsync(await ConnectAsync(Token, isDescribed: false)))
            .Should()
            .ContainSingle()
            .Which.State.Should()
            .Be(expected);
    }

    [Fact]
    public async Task Are_none_where_they_do_not_apply()
    {
        Have(One("notApplicable"));

        (await ReadAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("fluxcd", true)]
    [InlineData("fluxcd:cluster west", true)]
    [InlineData("FluxCD", true)]
    [InlineData("fluxcd2", false)]
    [InlineData("continuous-integration", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task Are_those_of_controllers(string? genre, bool isRead)
    {
        Have(One("succeeded", genre: genre));

        (await ReadAsync()).Should().HaveCount(isRead ? 1 : 0);
    }

    [Fact]
    public async Task May_lack_a_description_and_even_a_name()
    {
        Have(
            """{"state":"succeeded","context":{"name":"kustomization/webshop-qa","genre":"fluxcd"}}""",
            """{"state":"succeeded","context":{"genre":"fluxcd"}}""",
            """{"state":"succeeded"}"""
        );

        (await ReadAsync()).Should().Equal(new CommitStatus("kustomization/webshop-qa", CommitStatusState.Success, ""));
    }

    [Fact]
    public async Task Are_of_each_name_the_newest_whatever_the_genre()
    {
        Have(
            One("succeeded", genre: "fluxcd:b", date: "2026-11-21T12:00:02.1234567Z"),
            One("error", genre: "fluxcd:a", date: "2026-11-21T12:00:01.1234567Z"),
            One("error", genre: "fluxcd:c", date: "0001-01-01T00:00:00")
        );

        (await ReadAsync()).Should().ContainSingle().Which.State.Should().Be(CommitStatusState.Success);
    }

    [Fact]
    public async Task Of_the_same_moment_are_told_apart_by_their_numbers()
    {
        Have(One("succeeded", genre: "fluxcd:a", id: 3), One("error", genre: "fluxcd:b", id: 4));

        (await ReadAsync()).Should().ContainSingle().Which.State.Should().Be(CommitStatusState.Failure);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(200)]
    public async Task Are_read_page_by_page_however_many_the_server_gives_at_once(int size)
    {
        var page = Enumerable.Range(0, size).Select(i => One("succeeded", name: $"ci/{i}", genre: "ci")).ToArray();
        Forge.On($"GET commits/{Head}/statuses", List(page), List(One("succeeded")));

        (await ReadAsync()).Should().ContainSingle();

        Forge
            .Requests.Should()
            .Equal(
                $"GET commits/{Head}/statuses?latestOnly=true&top=1000&skip=0",
                $"GET commits/{Head}/statuses?latestOnly=true&top=1000&skip={size}"
            );
    }

    [Fact]
    public async Task Are_read_once_for_each_commit()
    {
        Forge.On($"GET commits/{Head}/statuses", List(One("succeeded"))).On($"GET commits/{Other}/statuses", List());

        var statuses = await Provider.GetStatusesAsync(
            [Head, Other, Head],
            DateTimeOffset.MaxValue,
            CancellationToken.None
        );

        statuses[Head].Should().ContainSingle();
        statuses[Other].Should().BeEmpty();
        Forge.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(CommitStatusState.Success, "succeeded")]
    [InlineData(CommitStatusState.Failure, "failed")]
    [InlineData(CommitStatusState.Pending, "pending")]
    public async Task Are_reported_as_a_controller_would(CommitStatusState state, string word)
    {
        Forge.On($"POST commits/{Head}/statuses", One(word));

        await Provider.ReportStatusAsync(Head, new(Name, state, "well"), CancellationToken.None);

        Forge
            .Requests.Should()
            .Equal(
                $$$"""POST commits/{{{Head}}}/statuses {"state":"{{{word}}}","description":"well","context":{"name":"{{{Name}}}","genre":"fluxcd"}}"""
            );
    }

    private void Have(params string[] statuses) => Forge.On($"GET commits/{Head}/statuses", List(statuses));

    private Task<IReadOnlyList<CommitStatus>> ReadAsync() => ReadAsync(Provider);

    private static async Task<IReadOnlyList<CommitStatus>> ReadAsync(IGitProvider provider) =>
        (await provider.GetStatusesAsync([Head], DateTimeOffset.MaxValue, CancellationToken.None))[Head];

    private static string One(
        string state,
        string name = Name,
        string? genre = "fluxcd",
        string date = "2026-11-21T12:00:00Z",
        int id = 1
    ) =>
        $$$"""{"id":{{{id}}},"state":"{{{state}}}","description":"reconciliation succeeded","creationDate":"{{{date}}}","context":{{{Context(name, genre)}}}}""";

    private static string Context(string name, string? genre) =>
        genre is null ? $$"""{"name":"{{name}}"}""" : $$"""{"name":"{{name}}","genre":"{{genre}}"}""";
}
