using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Tests.Cli.Commands;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Ci;

/// <summary>Commands in the environment of a CI job.</summary>
public sealed class CiJobTests : IDisposable
{
    private const string Manifest = """
        tag: "1.0.0" # {"$imagepolicy": "webshop:webui:tag"}

        """;

    private static readonly (string Path, string Content)[] Files =
    [
        ("gitops-promotion.yaml", "environments: [{name: dev}, {name: qa}]\n"),
        ("webshop/dev/webui.yaml", Manifest),
        ("webshop/qa/webui.yaml", Manifest),
    ];

    private readonly GitSandbox sandbox = new();
    private readonly TestRepository remote;
    private readonly TestRepository clone;

    public CiJobTests()
    {
        remote = sandbox.CreateRemote();
        remote.Commit("main", Files);
        clone = sandbox.Clone(remote);
    }

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public async Task Reports_to_GitHub_Actions_and_prints_one_object()
    {
        var run = await NewAsync(GitHub(), "--output", "json");

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Json.GetProperty("outcome").GetString().Should().Be("opened");
        run.Error.Should().BeEmpty();
        StepOutputs
            .Read(await File.ReadAllTextAsync(sandbox["output"]))
            .Should()
            .Equal(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["outcome"] = "opened",
                    ["pull-request"] = "1",
                    ["branch"] = "promote/webshop-webui",
                    ["commit"] = remote.Resolve("promote/webshop-webui"),
                }
            );
        (await File.ReadAllTextAsync(sandbox["summary"]))
            .Should()
            .Contain("### gitops-promotion new: opened")
            .And.Contain("| 1 |");
    }

    [Fact]
    public async Task Reports_to_Azure_Pipelines_and_prints_one_object()
    {
        var run = await NewAsync(Job.With(("TF_BUILD", "True")), "--output", "json");

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Json.GetProperty("outcome").GetString().Should().Be("opened");
        run.Error.Should()
            .Contain("##vso[task.setvariable variable=branch;isOutput=true]promote/webshop-webui")
            .And.Contain("##vso[task.setvariable variable=pullRequest;isOutput=true]1");
    }

    [Fact]
    public async Task Prints_nothing_else_outside_of_CI_systems()
    {
        var run = await NewAsync(Job.With());

        run.Output.Should().StartWith("created branch promote/webshop-webui with pull request 1");
        run.Error.Should().BeEmpty();
    }

    [Theory]
    [InlineData("new", "--group", "webshop")]
    [InlineData("merge", "--group", "webshop", "--app", "webui", "--environment", "qa")]
    public async Task Reports_usage_errors_and_failures(string command, params string[] options)
    {
        var gitHub = await RunAsync(GitHub(), [command, .. options]);
        var azure = await RunAsync(Job.With(("TF_BUILD", "True")), [command, .. options]);

        gitHub.ExitCode.Should().NotBe(ExitCode.Done);
        gitHub.Error.Should().Contain("error: ").And.Contain($"::error title=gitops-promotion {command} failed::");
        StepOutputs.Read(await File.ReadAllTextAsync(sandbox["output"]))["outcome"].Should().Be("failed");
        azure.Error.Should().Contain($"##vso[task.logissue type=error]gitops-promotion {command} failed: ");
    }

    [Fact]
    public async Task Checks_the_source_branch_if_HEAD_is_on_the_target_branch()
    {
        using var started = await OpenStartedAsync();

        var run = await RunInAsync(started.Clone, Job.With(("GITHUB_HEAD_REF", "promote/webshop-webui")), "status");

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Output.Should().StartWith("dev is the first environment");
    }

    [Fact]
    public async Task Prefers_the_branch_at_HEAD_to_the_branch_of_the_build()
    {
        using var started = await OpenStartedAsync();
        started.Clone.Git("fetch", "--quiet");
        started.Clone.Git("switch", "--quiet", "promote/webshop-webui");

        var run = await RunInAsync(started.Clone, Job.With(("BUILD_SOURCEBRANCH", "refs/heads/main")), "status");

        run.Output.Should().StartWith("dev is the first environment");
    }

    [Theory]
    [InlineData]
    [InlineData("--branch", "promote/webshop-webui")]
    public async Task Never_checks_a_promotion_for_the_pull_request_of_a_fork(params string[] options)
    {
        using var started = await OpenStartedAsync();
        await File.WriteAllTextAsync(
            sandbox["event.json"],
            """
            {
              "pull_request": {
                "head": { "ref": "promote/webshop-webui", "repo": { "full_name": "mallory/gitops" } },
                "base": { "ref": "main", "repo": { "full_name": "acme/gitops" } }
              }
            }
            """
        );

        var run = await RunInAsync(
            started.Clone,
            Job.With(("GITHUB_HEAD_REF", "promote/webshop-webui"), ("GITHUB_EVENT_PATH", sandbox["event.json"])),
            ["status", .. options]
        );

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Output.TrimEnd().Should().Be("Promotion was manual, skipping check");
        run.Error.Should().StartWith("note: the pull request comes from a fork");
    }

    [Fact]
    public async Task Does_not_promote_a_test_merge_commit()
    {
        var run = await RunAsync(
            Job.With(("GITHUB_REF", "refs/pull/7/merge"), ("GITHUB_SHA", clone.Resolve("HEAD"))),
            "promote",
            "--output",
            "json"
        );

        run.ExitCode.Should().Be(ExitCode.Done);
        run.Json.GetProperty("outcome").GetString().Should().Be("not-merged");
        run.Json.GetProperty("message").GetString().Should().Be("skipping promotion as PR 7 is not merged");
    }

    private Func<string, string?> GitHub() =>
        Job.With(
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_OUTPUT", sandbox["output"]),
            ("GITHUB_STEP_SUMMARY", sandbox["summary"])
        );

    private Task<InProcessTool> NewAsync(Func<string, string?> job, params string[] more) =>
        RunAsync(job, ["new", "--group", "webshop", "--app", "webui", "--tag", "1.1.0", .. more]);

    private Task<InProcessTool> RunAsync(Func<string, string?> job, params string[] arguments) =>
        RunInAsync(clone, job, arguments);

    private static Task<InProcessTool> RunInAsync(
        TestRepository repository,
        Func<string, string?> job,
        params string[] arguments
    ) => InProcessTool.RunAsync(job, [.. arguments, "--sourcedir", repository.Path]);

    /// <summary>The promotion to dev is open.</summary>
    private static Task<InProcessSite> OpenStartedAsync() =>
        InProcessSite.OpenAsync(
            "CiJobTests started",
            async () =>
            {
                InProcessSite site = new("main", Files);
                (await site.NewAsync("1.1.0")).Expect(ExitCode.Done);
                return site;
            }
        );
}
