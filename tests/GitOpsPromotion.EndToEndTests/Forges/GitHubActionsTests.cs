using System.Globalization;
using FluentAssertions;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests.Forges;

/// <summary>A job of GitHub Actions for a pull request, on a GitHub server that only the variables of the job identify.</summary>
public sealed class GitHubActionsTests : IAsyncLifetime
{
    private ForgeSite site = null!;
    private TestRepository clone = null!;
    private Tool tool = null!;
    private int number;

    public async ValueTask InitializeAsync()
    {
        site = await GitHubSite.StartAsync();
        site.Remote.Commit("main", Webshop.Files());
        site.RequireCheck();
        clone = site.CloneAs("clone", "--depth=1");
        tool = new Tool(Directory.CreateDirectory(Path.Combine(site.Folder, "home")).FullName);
        tool.Variables["GITHUB_ACTIONS"] = "true";
        tool.Variables["GITHUB_SERVER_URL"] = site.Url.GetLeftPart(UriPartial.Authority);
        tool.Variables["GITHUB_TOKEN"] = site.Token;
        (await RunAsync("new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0")).Expect(0);

        // Like the checkout action: a detached HEAD at the test merge commit.
        number = site.FindOpen(Webshop.Branch)!.Number;
        var reference = string.Create(CultureInfo.InvariantCulture, $"refs/pull/{number}/merge");
        clone.Git("fetch", "--quiet", "--depth=1", site.Remote.Address, reference);
        clone.Git("checkout", "--quiet", "--detach", "FETCH_HEAD");
        tool.Variables["GITHUB_EVENT_NAME"] = "pull_request";
        tool.Variables["GITHUB_HEAD_REF"] = Webshop.Branch;
        tool.Variables["GITHUB_REF"] = reference;
        tool.Variables["GITHUB_SHA"] = clone.Resolve("HEAD");
        SetEvent("acme/gitops");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Checks_the_pull_request()
    {
        (await RunAsync("status")).Expect(0).Line.Should().StartWith("dev is the first environment");

        site.PullRequests.Should().ContainSingle().Which.IsMerged.Should().BeTrue();
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Does_not_check_a_fork_whose_branch_has_the_same_name()
    {
        SetEvent("mallory/gitops");
        var before = site.ApiRequests.Count;

        (await RunAsync("status")).Expect(0).Line.Should().Be("Promotion was manual, skipping check");

        site.ApiRequests.Should().HaveCount(before);
        site.FindOpen(Webshop.Branch).Should().NotBeNull();
    }

    [Trait("suite", "release")]
    [Fact]
    public async Task Does_not_promote_an_open_pull_request() =>
        (await RunAsync("promote"))
            .Expect(0)
            .Line.Should()
            .Be(string.Create(CultureInfo.InvariantCulture, $"skipping promotion as PR {number} is not merged"));

    private Task<ToolRun> RunAsync(params string[] arguments) => tool.RunAsync(clone.Path, arguments);

    private void SetEvent(string head)
    {
        var file = Path.Combine(site.Folder, "event.json");
        tool.Variables["GITHUB_EVENT_PATH"] = file;
        File.WriteAllText(
            file,
            $$"""
            {
              "action": "opened",
              "pull_request": {
                "merged": false,
                "head": { "ref": "{{Webshop.Branch}}", "repo": { "full_name": "{{head}}" } },
                "base": { "ref": "main", "repo": { "full_name": "acme/gitops" } }
              }
            }
            """
        );
    }
}
