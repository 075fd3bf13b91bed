using FluentAssertions;
using GitOpsPromotion.Forges.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class RefTests : AzureDevOpsForgeTests
{
    private static readonly string Nothing = new('0', 40);

    [Fact]
    public async Task Are_listed_by_how_they_begin()
    {
        var head = Push();

        var listed = await GetAsync("/refs?filter=heads/promote/");

        var reference = listed.Items.Should().ContainSingle().Subject;
        reference.GetProperty("name").GetString().Should().Be($"refs/heads/{Branch}");
        reference.GetProperty("objectId").GetString().Should().Be(head);
    }

    [Fact]
    public async Task Are_deleted()
    {
        var head = Push();

        (await MoveAsync(Branch, head, Nothing)).Should().Be("succeeded");
        Remote.Has($"refs/heads/{Branch}").Should().BeFalse();
    }

    [Fact]
    public async Task Stay_with_a_good_status_where_they_have_moved()
    {
        var old = Push();
        Push(version: "2.0");

        (await MoveAsync(Branch, old, Nothing)).Should().Be("staleOldObjectId");
        Remote.Has($"refs/heads/{Branch}").Should().BeTrue();
    }

    [Fact]
    public async Task Are_created_by_who_may()
    {
        var main = Remote.Resolve("main");
        (await MoveAsync("first", Nothing, main)).Should().Be("succeeded");
        Use(Forge.AddToken(AzureDevOpsRight.GenericRead, AzureDevOpsRight.GenericContribute));

        (await MoveAsync("second", Nothing, main)).Should().Be("createBranchPermissionRequired");
    }

    [Fact]
    public async Task Are_moved_by_pull_requests_only_where_policies_say_so()
    {
        var head = Push();
        Repository.RequireCheck("ours/status");

        (await MoveAsync("main", Remote.Resolve("main"), head)).Should().Be("rejectedByPolicy");
    }

    private async Task<string?> MoveAsync(string branch, string before, string after)
    {
        var answer = await SendAsync(
            HttpMethod.Post,
            "/refs",
            new[]
            {
                new
                {
                    name = $"refs/heads/{branch}",
                    oldObjectId = before,
                    newObjectId = after,
                },
            }
        );
        answer.Status.Should().Be(200);
        return answer.Items.Single().GetProperty("updateStatus").GetString();
    }
}
