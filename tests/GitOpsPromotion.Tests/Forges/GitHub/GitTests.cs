using FluentAssertions;
using GitOpsPromotion.Forges.Serving;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.GitHub;

public sealed class GitTests : GitHubForgeTests
{
    [Theory]
    [InlineData("acme/gitops")]
    [InlineData("acme/gitops.git")]
    [InlineData("ACME/GitOps")]
    public void Clones_by_each_form_of_the_name(string path)
    {
        var listed = Remote.Git([.. Credential(), "ls-remote", new Uri(Forge.Address, path).AbsoluteUri, "main"]);

        listed.Should().StartWith(Remote.Resolve("main"));
    }

    [Fact]
    public async Task Hears_of_a_push()
    {
        var clone = Clone();
        Push("topic", "1.0");
        var number = await OpenAsync("topic");
        clone.Git("branch", "topic", "main");
        clone.Commit("topic", ("webui.yaml", "2.0"));

        clone.Git([.. Credential(), "push", "--quiet", "--force", "origin", "topic"]);

        var head = (await PullAsync(number))["head"].GetProperty("sha").GetString();
        head.Should().Be(clone.Resolve("topic"));
    }

    [Fact]
    public void Takes_no_push_without_the_permission()
    {
        var reader = Forge.AddToken("contents=read");
        var clone = Clone(token: reader);
        clone.Commit("topic", ("webui.yaml", "2.0"));

        var push = () => clone.Git([.. Credential(reader), "push", "--quiet", "origin", "topic"]);

        push.Should().Throw<InvalidOperationException>().WithMessage("*Write access to repository not granted.*403*");
    }

    [Fact]
    public void Takes_no_push_into_an_archive()
    {
        var clone = Clone();
        clone.Commit("topic", ("webui.yaml", "2.0"));
        Repository.Settings.IsArchived = true;

        var push = () => clone.Git([.. Credential(), "push", "--quiet", "origin", "topic"]);

        push.Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*This repository was archived so it is read-only.*");
    }

    [Fact]
    public void Takes_no_push_that_a_rule_refuses()
    {
        var clone = Clone();
        clone.Commit("topic", ("webui.yaml", "2.0"));
        Forge.Faults.Next(new ForgeFault.RejectPush("GH013: Repository rule violations found for refs/heads/topic."));

        var push = () => clone.Git([.. Credential(), "push", "--quiet", "origin", "topic"]);

        push.Should().Throw<InvalidOperationException>().WithMessage("*GH013*pre-receive hook declined*");
    }

    [Fact]
    public void Takes_no_two_tokens()
    {
        var list = () => Remote.Git([.. Credential(), .. Credential(), "ls-remote", Repository.Url.AbsoluteUri]);

        list.Should().Throw<InvalidOperationException>().WithMessage("*400*");
    }

    [Fact]
    public void Does_not_know_a_token_that_was_revoked()
    {
        Forge.Revoke(Forge.Token);

        var list = () => Remote.Git([.. Credential(), "ls-remote", Repository.Url.AbsoluteUri]);

        list.Should().Throw<InvalidOperationException>();
        Forge.Requests.Should().OnlyContain(request => request.IsGit);
    }

    [Fact]
    public void Knows_no_repository_that_the_token_does_not_see()
    {
        var stranger = Forge.AddToken(Forge.AddToken() with { Repositories = [] });

        var list = () => Remote.Git([.. Credential(stranger), "ls-remote", Repository.Url.AbsoluteUri]);

        list.Should().Throw<InvalidOperationException>().WithMessage("*not found*");
    }

    [Fact]
    public void Leads_from_an_old_name_to_the_repository()
    {
        var old = Repository.Url.AbsoluteUri;
        Repository.Rename("acme/deployments");

        Remote.Git([.. Credential(), "ls-remote", old, "main"]).Should().StartWith(Remote.Resolve("main"));
    }
}
