using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Serving;
using Xunit;

namespace GitOpsPromotion.Tests.Forges.AzureDevOps;

public sealed class GitTests : AzureDevOpsForgeTests
{
    [Fact]
    public void Is_cloned_with_any_user()
    {
        var clone = Clone(Credential(Forge.Token, "whoever"));

        clone.Read("HEAD", "webui.yaml").Should().Be("0.9");
    }

    [Fact]
    public void Is_cloned_by_a_bearer()
    {
        var token = Forge.AddToken(AzureDevOpsTokenKind.Pipeline);

        var clone = Clone("-c", $"http.extraHeader=Authorization: Bearer {token.Value}");

        clone.Read("HEAD", "webui.yaml").Should().Be("0.9");
    }

    [Fact]
    public void Is_not_cloned_with_two_authorizations()
    {
        var clone = () => Clone([.. Credential(Forge.Token), .. Credential(Forge.Token, "other")]);

        clone.Should().Throw<InvalidOperationException>().WithMessage("*400*");
    }

    [Fact]
    public void Is_found_without_a_project_that_is_called_as_it()
    {
        var repository = Forge.Create("shop", "shop");
        repository.Remote.Commit("main", ("a", "1"));

        var listed = Remote.Git([.. Credential(Forge.Token), "ls-remote", $"{Forge.Collection}_git/shop", "main"]);

        listed.Should().StartWith(repository.Remote.Resolve("main"));
    }

    [Fact]
    public void Names_the_right_to_push_that_is_missing()
    {
        var token = Forge.AddToken(AzureDevOpsRight.GenericRead, AzureDevOpsRight.PullRequestContribute);
        var clone = Clone(Credential(token));
        clone.Commit(Branch, ("a", "1"));

        var push = () => clone.Git([.. Credential(token), "push", "--quiet", "origin", Branch]);

        push.Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*TF401027*'GenericContribute'*grace@example.com*403*");
    }

    [Theory]
    [InlineData(AzureDevOpsRight.CreateBranch)]
    [InlineData(AzureDevOpsRight.ForcePush)]
    public void Names_the_right_to_a_branch_that_is_missing(AzureDevOpsRight missing)
    {
        var token = Forge.AddToken([.. Enum.GetValues<AzureDevOpsRight>().Where(right => right != missing)]);
        var clone = Clone(Credential(token));

        if (missing is AzureDevOpsRight.ForcePush)
        {
            Push();
        }

        clone.Commit(Branch, ("a", "1"));

        var push = () => PushFrom(clone, token);

        push.Should().Throw<InvalidOperationException>().WithMessage($"*TF401027*'{missing}'*");
    }

    [Fact]
    public void Takes_pushes_from_who_may()
    {
        var clone = Clone(Credential(Forge.Token));
        clone.Commit(Branch, ("a", "1"));

        PushFrom(clone, Forge.Token);

        Remote.Read(Branch, "a").Should().Be("1");
    }

    [Fact]
    public void Takes_no_push_to_a_branch_with_policies()
    {
        var clone = Clone(Credential(Forge.Token));
        Repository.RequireCheck("ours/status");
        clone.Commit("main", ("a", "1"));

        var push = () => clone.Git([.. Credential(Forge.Token), "push", "--quiet", "origin", "main"]);

        push.Should().Throw<InvalidOperationException>().WithMessage("*TF402455*");
        clone.Git("branch", Branch, "main");
        PushFrom(clone, Forge.Token);
        Remote.Has($"refs/heads/{Branch}").Should().BeTrue();
    }

    [Fact]
    public void Refuses_the_next_push_where_it_is_told_to()
    {
        var clone = Clone(Credential(Forge.Token));
        clone.Commit(Branch, ("a", "1"));
        Forge.Faults.Next(new ForgeFault.RejectPush("TF402424: The push was rejected by a policy."));

        var push = () => PushFrom(clone, Forge.Token);

        push.Should().Throw<InvalidOperationException>().WithMessage("*TF402424*");
        push.Should().NotThrow();
    }

    [Fact]
    public async Task Completes_what_a_push_makes_ready()
    {
        Push(version: "1.0");
        var id = (await OpenAsync()).Id;
        Remote.Commit("main", ("webui.yaml", "0.9.1"));
        await AutoCompleteAsync(id);
        var clone = Clone(Credential(Forge.Token));
        clone.Git("branch", Branch, "main");
        clone.Commit(Branch, ("webui.yaml", "2.0"));

        PushFrom(clone, Forge.Token);

        Remote.Read("main", "webui.yaml").Should().Be("2.0");
    }

    [Fact]
    public async Task Takes_out_of_the_queue_what_a_push_changes()
    {
        var head = Push(version: "1.0");
        var id = (await OpenAsync()).Id;
        Forge.Lag.CompletionReads = 1;
        await CompleteAsync(id, head);

        Push(version: "2.0");

        await PullAsync(id);
        (await PullAsync(id))["status"].GetString().Should().Be("active");
        Remote.Read("main", "webui.yaml").Should().Be("0.9");
    }

    private static void PushFrom(TestRepository clone, AzureDevOpsToken token) =>
        clone.Git([.. Credential(token), "push", "--quiet", "--force", "origin", Branch]);
}
