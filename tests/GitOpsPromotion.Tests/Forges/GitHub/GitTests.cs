using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Forges.Serving;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

/// <summary>Git over HTTP.</summary>
public sealed class GitTests : GitHubForgeTests
{
    [Theory]
    [InlineData("acme/gitops")]
    [InlineData("acme/gitops.git")]
    [InlineData("ACME/GitOps")]
    public void A_repository_is_read_by_each_form_of_its_name(string path) =>
        Remote
            .Git([.. Credential(), "ls-remote", new Uri(Forge.Address, path).AbsoluteUri, "main"])
            .Should()
            .StartWith(Remote.Resolve("main"));

    [Fact]
    public void An_old_name_redirects_to_the_repository()
    {
        var old = Repository.Url.AbsoluteUri;
        Repository.Rename("acme/deployments");

        Remote.Git([.. Credential(), "ls-remote", old, "main"]).Should().StartWith(Remote.Resolve("main"));
    }

    [Fact]
    public async Task A_push_moves_the_head_of_the_pull_request()
    {
        var number = (await OpenAsync()).Number;

        PushFile();

        (await ReadAsync(number)).Head.Sha.Should().Be(Remote.Resolve("topic"));
        Remote.Read("topic", "webui.yaml").Should().Be("2.0");
    }

    [Fact]
    public void A_push_without_the_permission_is_refused() =>
        Push(Forge.AddToken("contents=read")).Should().Match("*Write access to repository not granted.*403*");

    [Fact]
    public void A_push_against_a_rule_is_refused()
    {
        Forge.Faults.Next(new ForgeFault.RejectPush("GH013: Repository rule violations found for refs/heads/topic."));

        Push().Should().Match("*GH013*pre-receive hook declined*");
    }

    [Fact]
    public void Two_tokens_and_an_unknown_one_are_refused()
    {
        Refusal([.. Credential(), .. Credential()]).Should().Contain("400");
        Refusal(Credential(new GitHubToken("ghp_wrong", []))).Should().Contain("could not read Username");
    }

    private string Push(GitHubToken? token = null) =>
        ((Action)(() => PushFile(token))).Should().Throw<InvalidOperationException>().Which.Message;

    private string Refusal(string[] credential) =>
        ((Action)(() => Remote.Git([.. credential, "ls-remote", Repository.Url.AbsoluteUri])))
            .Should()
            .Throw<InvalidOperationException>()
            .Which.Message;

    /// <summary>Pushes a commit from another repository.</summary>
    private void PushFile(GitHubToken? token = null)
    {
        using GitSandbox sandbox = new();
        var here = sandbox.CreateRemote();
        here.Git([.. Credential(), "fetch", "--quiet", Repository.Url.AbsoluteUri, "main:topic"]);
        here.Commit("topic", ("webui.yaml", "2.0"));
        here.Git([.. Credential(token), "push", "--quiet", "--force", Repository.Url.AbsoluteUri, "topic"]);
    }

    // The tokens of the stand-in are worth nothing outside of it, so an argument may show them.
    private string[] Credential(GitHubToken? token = null)
    {
        var pair = $"{GitHttpServer.UserName}:{(token ?? Forge.Token).Value}";
        return ["-c", $"http.extraHeader=Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}"];
    }
}
