using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

/// <summary>Git over HTTP.</summary>
public sealed class GitTests : AzureDevOpsForgeTests
{
    [Fact]
    public void A_personal_token_is_the_password_of_any_user_and_a_token_of_a_pipeline_a_bearer_token()
    {
        var pipeline = Forge.AddToken(AzureDevOpsTokenKind.Pipeline).Value;

        List($"Basic {Basic("anyone", Forge.Token.Value)}").Should().StartWith(Remote.Resolve("main"));
        List($"Bearer {pipeline}").Should().StartWith(Remote.Resolve("main"));
    }

    [Fact]
    public void Two_authorization_headers_are_a_bad_request()
    {
        var one = $"Basic {Basic("", Forge.Token.Value)}";

        var list = () => Remote.Git([.. Header(one), .. Header(one), "ls-remote", Repository.Url.AbsoluteUri]);

        list.Should().Throw<InvalidOperationException>().WithMessage("*400*");
    }

    [Fact]
    public void The_default_repository_of_a_project_needs_no_second_name()
    {
        var repository = Forge.Create("shop", "shop");
        var commit = repository.Remote.Commit("main", ("a", "1"));

        List($"Basic {Basic("", Forge.Token.Value)}", $"{Forge.Collection}_git/shop").Should().StartWith(commit);
    }

    [Fact]
    public void A_branch_with_policies_takes_no_push()
    {
        Repository.RequireCheck("ours/status");

        var push = () => PushFrom("main");

        push.Should().Throw<InvalidOperationException>().WithMessage("*TF402455*");
        PushFrom(Branch);
        Remote.Read(Branch, "a").Should().Be("1");
    }

    private string List(string authorization, string? address = null) =>
        Remote.Git([.. Header(authorization), "ls-remote", address ?? Repository.Url.AbsoluteUri, "main"]);

    /// <summary>Pushes a commit from another repository.</summary>
    private void PushFrom(string branch)
    {
        using GitSandbox sandbox = new();
        var here = sandbox.CreateRemote();
        var header = Header($"Basic {Basic("", Forge.Token.Value)}");
        here.Git([.. header, "fetch", "--quiet", Repository.Url.AbsoluteUri, $"main:{branch}"]);
        here.Commit(branch, ("a", "1"));
        here.Git([.. header, "push", "--quiet", "--force", Repository.Url.AbsoluteUri, branch]);
    }

    // The tokens of the stand-in are worth nothing outside of it, so an argument may show them.
    private static string[] Header(string authorization) => ["-c", $"http.extraHeader=Authorization: {authorization}"];
}
