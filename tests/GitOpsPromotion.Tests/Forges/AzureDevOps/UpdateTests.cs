using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class UpdateTests : AzureDevOpsForgeTests
{
    [Fact]
    public async Task Changes_title_and_description()
    {
        var id = await OpenedAsync();

        var answer = await UpdateAsync(id, new { title = "Newer", description = "Other" });

        answer.Status.Should().Be(200);
        var pull = await PullAsync(id);
        pull["title"].GetString().Should().Be("Newer");
        pull["description"].GetString().Should().Be("Other");
    }

    [Fact]
    public async Task Passes_over_what_it_does_not_update()
    {
        var id = await OpenedAsync();

        var answer = await UpdateAsync(id, new { mergeStatus = "conflicts", labels = new[] { new { name = "x" } } });

        answer.Status.Should().Be(200);
        answer["mergeStatus"].GetString().Should().Be("succeeded");
        answer.Has("labels").Should().BeFalse();
    }

    [Fact]
    public async Task Refuses_another_source()
    {
        var answer = await UpdateAsync(await OpenedAsync(), new { sourceRefName = "refs/heads/other" });

        answer.Status.Should().Be(400);
        answer.Type.Should().Be("InvalidArgumentValueException");
    }

    [Fact]
    public async Task Retargets_only_alone()
    {
        var id = await OpenedAsync();
        Remote.Git("branch", "release", "main");

        var both = await UpdateAsync(id, new { targetRefName = "refs/heads/release", title = "Newer" });
        var alone = await UpdateAsync(id, new { targetRefName = "refs/heads/release" });

        both.Status.Should().Be(400);
        alone["targetRefName"].GetString().Should().Be("refs/heads/release");
    }

    [Fact]
    public async Task Abandons_and_activates_again()
    {
        var id = await OpenedAsync();

        var abandoned = await UpdateAsync(id, new { status = "abandoned" });
        var active = await UpdateAsync(id, new { status = "active" });

        abandoned["status"].GetString().Should().Be("abandoned");
        abandoned.Has("closedDate").Should().BeTrue();
        active["status"].GetString().Should().Be("active");
    }

    [Fact]
    public async Task Activates_nothing_whose_branch_is_gone()
    {
        var id = await OpenedAsync();
        await UpdateAsync(id, new { status = "abandoned" });
        Remote.Git("update-ref", "-d", $"refs/heads/{Branch}");

        var answer = await UpdateAsync(id, new { status = "active" });

        answer.Status.Should().Be(400);
        answer.Message.Should().StartWith("TF401398");
    }

    [Fact]
    public async Task Edits_nothing_that_is_closed()
    {
        var id = await OpenedAsync();
        await UpdateAsync(id, new { status = "abandoned" });

        var answer = await UpdateAsync(id, new { description = "Other" });

        answer.Status.Should().Be(400);
        answer.Type.Should().Be("GitPullRequestNotEditableException");
        answer.Message.Should().StartWith("TF401181");
    }

    private async Task<int> OpenedAsync()
    {
        Push();
        return (await OpenAsync()).Id;
    }
}
