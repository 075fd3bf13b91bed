using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Ci;

/// <summary>The provider and the token in a CI job.</summary>
[Trait("suite", "release")]
public sealed class CiJobProviderTests : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private readonly TestRepository clone;

    public CiJobProviderTests() => clone = sandbox.Clone(sandbox.CreateRemote());

    public void Dispose() => sandbox.Dispose();

    // Nothing listens on port 1.
    [Fact]
    public async Task Infers_the_provider_from_the_server_of_the_job()
    {
        clone.Git("remote", "set-url", "origin", "http://127.0.0.1:1/acme/gitops.git");

        var there = await RunAsync(Job.With(("GITHUB_SERVER_URL", "http://127.0.0.1:1")), "list");
        var server = await RunAsync(
            Job.With(("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "http://127.0.0.1:1/tfs/Default/")),
            "list"
        );
        var elsewhere = await RunAsync(Job.With(("GITHUB_SERVER_URL", "https://github.com")), "list");

        there.ExitCode.Should().Be(ExitCode.Unavailable);
        server.Error.Should().Contain("does not name a repository on Azure DevOps");
        elsewhere.ExitCode.Should().Be(ExitCode.Usage);
        elsewhere.Error.Should().Contain("Cannot determine the provider from the URL of origin (host 127.0.0.1)");
    }

    [Fact]
    public async Task Reports_that_the_token_of_the_job_is_for_another_server()
    {
        clone.Git("remote", "set-url", "origin", "http://127.0.0.1:1/acme/gitops.git");

        var run = await RunAsync(
            Job.With(("GITHUB_SERVER_URL", "https://github.com"), ("GITHUB_TOKEN", "t0k3n")),
            "list",
            "--provider",
            "github"
        );

        run.Error.Should()
            .StartWith(
                "note: GITHUB_TOKEN is not used: in this job it is the token for github.com, and origin is on 127.0.0.1."
            );
    }

    private Task<InProcessTool> RunAsync(Func<string, string?> job, params string[] arguments) =>
        InProcessTool.RunAsync(job, [.. arguments, "--sourcedir", clone.Path]);
}
