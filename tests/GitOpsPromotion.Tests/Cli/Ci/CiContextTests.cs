using FluentAssertions;
using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Ci;

public static class CiContextTests
{
    private static readonly CommitSha Head = CommitSha.Parse(new string('a', 40));

    [Theory]
    [InlineData("GITHUB_HEAD_REF", "promote/webshop-webui")]
    [InlineData("SYSTEM_PULLREQUEST_SOURCEBRANCH", "refs/heads/promote/webshop-webui")]
    // Azure Pipelines with a repository on GitHub.
    [InlineData("SYSTEM_PULLREQUEST_SOURCEBRANCH", "promote/webshop-webui")]
    [InlineData("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "promote/webshop-webui")]
    public static void Has_the_branch_of_the_pull_request(string variable, string value) =>
        CiContext
            .FindPullRequest(Job.With((variable, value)))
            .Should()
            .Be(new CiPullRequest(BranchName.Parse("promote/webshop-webui"), IsFromFork: false));

    [Theory]
    [InlineData("GITHUB_REF", "refs/heads/promote/webshop-webui")]
    [InlineData("BUILD_SOURCEBRANCH", "refs/heads/promote/webshop-webui")]
    [InlineData("CI_COMMIT_BRANCH", "promote/webshop-webui")]
    public static void Has_the_branch_of_the_build(string variable, string value)
    {
        CiContext.FindBranch(Job.With((variable, value))).Should().Be(BranchName.Parse("promote/webshop-webui"));
        CiContext.FindPullRequest(Job.With((variable, value))).Should().BeNull();
    }

    // For a push, GitHub sets the variable of the pull request to an empty value.
    [Fact]
    public static void Has_no_pull_request_if_its_variable_is_empty() =>
        CiContext.FindPullRequest(Job.With(("GITHUB_HEAD_REF", ""))).Should().BeNull();

    // The last part of the name is the name of another branch.
    [Fact]
    public static void Uses_the_whole_name()
    {
        var job = Job.With(("BUILD_SOURCEBRANCHNAME", "webshop-webui"), ("GITHUB_REF_NAME", "7/merge"));

        CiContext.FindPullRequest(job).Should().BeNull();
        CiContext.FindBranch(job).Should().BeNull();
    }

    [Theory]
    [InlineData("refs/pull/7/merge")]
    [InlineData("refs/tags/v1")]
    [InlineData("HEAD")]
    public static void Ignores_refs_that_are_not_branches(string value) =>
        CiContext
            .FindBranch(Job.With(("GITHUB_REF", value), ("BUILD_SOURCEBRANCH", "refs/heads/main")))
            .Should()
            .Be(BranchName.Parse("main"));

    [Fact]
    public static void Fails_if_the_branch_of_the_pull_request_is_invalid()
    {
        var find = () =>
            CiContext.FindPullRequest(
                Job.With(("GITHUB_HEAD_REF", "a..b"), ("SYSTEM_PULLREQUEST_SOURCEBRANCH", "refs/heads/main"))
            );

        find.Should()
            .Throw<PromotionException>()
            .WithMessage("*'a..b' in GITHUB_HEAD_REF is not a branch name*")
            .Which.Kind.Should()
            .Be(FailureKind.Configuration);
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("False", false)]
    public static void Detects_a_fork_on_Azure_DevOps(string isFork, bool expected) =>
        CiContext
            .FindPullRequest(
                Job.With(
                    ("SYSTEM_PULLREQUEST_SOURCEBRANCH", "refs/heads/promote/webshop-webui"),
                    ("SYSTEM_PULLREQUEST_ISFORK", isFork)
                )
            )!
            .IsFromFork.Should()
            .Be(expected);

    [Theory]
    [InlineData("12", true)]
    [InlineData("7", false)]
    public static void Detects_a_fork_on_GitLab(string project, bool expected) =>
        CiContext
            .FindPullRequest(
                Job.With(
                    ("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "promote/webshop-webui"),
                    ("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", project),
                    ("CI_MERGE_REQUEST_PROJECT_ID", "7")
                )
            )!
            .IsFromFork.Should()
            .Be(expected);

    [Theory]
    [InlineData("GITHUB_REF", "GITHUB_SHA")]
    [InlineData("BUILD_SOURCEBRANCH", "BUILD_SOURCEVERSION")]
    public static void Detects_a_test_merge_commit(string reference, string commit)
    {
        CiContext.FindTestMerge(Job.With((reference, "refs/pull/7/merge"), (commit, Head.Value)), Head).Should().Be(7);
        CiContext.FindTestMerge(Job.With((reference, "refs/heads/main"), (commit, Head.Value)), Head).Should().BeNull();
    }

    // The job has checked out the default branch.
    [Fact]
    public static void Accepts_only_the_commit_of_the_job_as_test_merge_commit() =>
        CiContext
            .FindTestMerge(Job.With(("GITHUB_REF", "refs/pull/7/merge"), ("GITHUB_SHA", new string('b', 40))), Head)
            .Should()
            .BeNull();
}
