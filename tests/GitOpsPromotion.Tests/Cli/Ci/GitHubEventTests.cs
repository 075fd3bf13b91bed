using FluentAssertions;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Ci;

public sealed class GitHubEventTests : IDisposable
{
    private const string Ours = """
        {
          "action": "synchronize",
          "pull_request": {
            "number": 7,
            "merged": false,
            "head": { "ref": "promote/webshop-webui", "repo": { "full_name": "Acme/gitops" } },
            "base": { "ref": "main", "repo": { "full_name": "acme/gitops" } }
          }
        }
        """;

    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("pull_request")]
    [InlineData("pull_request_target")]
    [InlineData("pull_request_review")]
    public void Has_the_branch_of_the_pull_request(string name) =>
        CiContext
            .FindPullRequest(JobOf(Ours, ("GITHUB_EVENT_NAME", name)))
            .Should()
            .Be(new CiPullRequest(BranchName.Parse("promote/webshop-webui"), IsFromFork: false));

    [Theory]
    [InlineData("""{ "full_name": "mallory/gitops" }""")]
    // The fork was deleted.
    [InlineData("null")]
    public void Detects_a_fork(string repository) =>
        CiContext
            .FindPullRequest(
                JobOf(
                    Ours.Replace("""{ "full_name": "Acme/gitops" }""", repository, StringComparison.Ordinal),
                    ("GITHUB_HEAD_REF", "promote/webshop-webui")
                )
            )
            .Should()
            .Be(new CiPullRequest(BranchName.Parse("promote/webshop-webui"), IsFromFork: true));

    [Theory]
    [InlineData("false", 7)]
    [InlineData("true", null)]
    public void Detects_a_merged_pull_request(string merged, int? testMerge)
    {
        var head = CommitSha.Parse(new string('a', 40));

        CiContext
            .FindTestMerge(
                JobOf(
                    Ours.Replace("\"merged\": false", $"\"merged\": {merged}", StringComparison.Ordinal),
                    ("GITHUB_EVENT_NAME", "pull_request"),
                    ("GITHUB_REF", "refs/pull/7/merge"),
                    ("GITHUB_SHA", head.Value)
                ),
                head
            )
            .Should()
            .Be(testMerge);
    }

    [Fact]
    public void Is_not_read_if_the_job_is_not_for_a_pull_request() =>
        CiContext.FindPullRequest(JobOf("no JSON", ("GITHUB_EVENT_NAME", "push"))).Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{ "pull_request": "promote/webshop-webui" }""")]
    [InlineData("""{ "pull_request": { "head": null, "base": {} } }""")]
    [InlineData("""{ "pull_request": { "head": { "ref": 7 }, "base": { "ref": "main" } } }""")]
    [InlineData("""{ "pull_request": { "head": { "ref": null }, "base": { "ref": "main" } } }""")]
    public void Fails_if_it_is_invalid(string text) =>
        Refused(JobOf(text, ("GITHUB_HEAD_REF", "promote/webshop-webui"))).Should().EndWith("it is not a valid event.");

    [Fact]
    public void Fails_if_it_is_nested_too_deeply() =>
        Refused(JobOf(new string('[', 100_000), ("GITHUB_HEAD_REF", "promote/webshop-webui")))
            .Should()
            .EndWith("it is not a valid event.");

    [Fact]
    public void Fails_if_it_has_no_pull_request() =>
        Refused(JobOf("""{ "action": "opened" }""", ("GITHUB_EVENT_NAME", "pull_request")))
            .Should()
            .EndWith("it has no pull request.");

    [Fact]
    public void Fails_if_it_does_not_exist() =>
        Refused(Job.With(("GITHUB_HEAD_REF", "promote/webshop-webui"), ("GITHUB_EVENT_PATH", folder["none.json"])))
            .Should()
            .EndWith("the file does not exist.");

    [Fact]
    public void Fails_if_it_is_too_large() =>
        Refused(JobOf(new string(' ', 33 * 1024 * 1024), ("GITHUB_HEAD_REF", "promote/webshop-webui")))
            .Should()
            .EndWith("it is too large for an event.");

    private static string Refused(Func<string, string?> job)
    {
        var find = () => CiContext.FindPullRequest(job);
        var failure = find.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Hint.Should().Contain("--branch");
        return failure.Message;
    }

    private Func<string, string?> JobOf(string text, params (string Name, string Value)[] variables)
    {
        File.WriteAllText(folder["event.json"], text);
        return Job.With([.. variables, ("GITHUB_EVENT_PATH", folder["event.json"])]);
    }
}
