using FluentAssertions;
using GitOpsPromotion.Cli.Providers;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers.AzureDevOps;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.AzureDevOps;

public static class AzureDevOpsAddressTests
{
    [Theory]
    [InlineData("https://dev.azure.com/fabrikam/Shop/_git/gitops")]
    [InlineData("https://dev.azure.com/fabrikam/Shop/_git/gitops/")]
    [InlineData("https://fabrikam@dev.azure.com/fabrikam/Shop/_git/gitops")]
    [InlineData("https://ada:secret@DEV.AZURE.COM/fabrikam/Shop/_git/gitops")]
    [InlineData("https://dev.azure.com/fabrikam/Shop/Shop%20Team/_git/gitops")]
    [InlineData("https://dev.azure.com/fabrikam/Shop/_git/_full/gitops")]
    [InlineData("https://dev.azure.com/fabrikam/Shop/_git/_optimized/gitops")]
    [InlineData("git@ssh.dev.azure.com:v3/fabrikam/Shop/gitops")]
    [InlineData("git@ssh.dev.azure.com:v3/fabrikam/Shop/_full/gitops")]
    [InlineData("ssh://git@ssh.dev.azure.com/v3/fabrikam/Shop/gitops")]
    [InlineData("ssh://git@ssh.dev.azure.com:22/v3/fabrikam/Shop/gitops")]
    [InlineData("fabrikam@vs-ssh.visualstudio.com:v3/fabrikam/Shop/gitops")]
    [InlineData("ssh://fabrikam@vs-ssh.visualstudio.com:22/DefaultCollection/Shop/_ssh/gitops")]
    public static void Is_that_of_a_repository_on_the_service(string remote)
    {
        var address = From(remote);

        address.Collection.AbsoluteUri.Should().Be("https://dev.azure.com/fabrikam/");
        address.Project.Should().Be("Shop");
        address.Repository.Should().Be("gitops");
        address.ToString().Should().Be("Shop/gitops");
    }

    [Theory]
    [InlineData("https://fabrikam.visualstudio.com/Shop/_git/gitops")]
    [InlineData("https://fabrikam.visualstudio.com/DefaultCollection/Shop/_git/gitops")]
    [InlineData("https://fabrikam.visualstudio.com/defaultcollection/Shop/Team/_git/_full/gitops")]
    [InlineData("ssh://fabrikam@fabrikam.visualstudio.com:22/Shop/_ssh/gitops")]
    [InlineData("ssh://fabrikam@fabrikam.visualstudio.com:22/DefaultCollection/Shop/_ssh/gitops")]
    public static void Is_that_of_a_repository_under_the_older_name_of_the_service(string remote)
    {
        var address = From(remote);

        address.Collection.AbsoluteUri.Should().Be("https://fabrikam.visualstudio.com/");
        address.ToString().Should().Be("Shop/gitops");
    }

    [Theory]
    [InlineData("https://tfs.example.com/Acme/Shop/_git/gitops", "https://tfs.example.com/Acme/")]
    [InlineData("https://tfs.example.com:8443/tfs/Acme/Shop/_git/gitops", "https://tfs.example.com:8443/tfs/Acme/")]
    [InlineData("https://example.com/devops/Acme/Shop/_git/gitops", "https://example.com/devops/Acme/")]
    [InlineData("https://tfs.example.com/Acme%20Inc/Shop/_git/gitops", "https://tfs.example.com/Acme%20Inc/")]
    [InlineData("ssh://tfs.example.com:22/Acme/Shop/_git/gitops", "https://tfs.example.com/Acme/")]
    [InlineData("ssh://tfs.example.com:22/tfs/Acme/Shop/_ssh/gitops", "https://tfs.example.com/tfs/Acme/")]
    [InlineData("http://127.0.0.1:8080/Acme/Shop/_git/gitops", "http://127.0.0.1:8080/Acme/")]
    public static void Is_that_of_a_repository_on_a_server(string remote, string collection)
    {
        var address = From(remote);

        address.Collection.AbsoluteUri.Should().Be(collection);
        address.ToString().Should().Be("Shop/gitops");
    }

    [Theory]
    [InlineData("https://dev.azure.com/fabrikam/_git/gitops", "https://dev.azure.com/fabrikam/")]
    [InlineData("https://fabrikam.visualstudio.com/_git/gitops", "https://fabrikam.visualstudio.com/")]
    [InlineData(
        "https://fabrikam.visualstudio.com/DefaultCollection/_git/gitops",
        "https://fabrikam.visualstudio.com/"
    )]
    [InlineData("https://tfs.example.com/Acme/_git/gitops", "https://tfs.example.com/Acme/")]
    [InlineData("https://tfs.example.com/tfs/Acme/_git/gitops", "https://tfs.example.com/tfs/Acme/")]
    public static void Leaves_out_a_project_of_the_same_name(string remote, string collection)
    {
        var address = From(remote);

        address.Collection.AbsoluteUri.Should().Be(collection);
        address.ToString().Should().Be("gitops/gitops");
    }

    [Theory]
    [InlineData("https://dev.azure.com/fabrikam/Web%20Shop/_git/git%20ops", "Web Shop", "git ops")]
    [InlineData("https://dev.azure.com/fabrikam/Web Shop/_git/git ops", "Web Shop", "git ops")]
    [InlineData("git@ssh.dev.azure.com:v3/fabrikam/Web%20Shop/git%20ops", "Web Shop", "git ops")]
    [InlineData("https://dev.azure.com/fabrikam/B%C3%A4ckerei/_git/b%C3%A4ck", "Bäckerei", "bäck")]
    [InlineData("https://dev.azure.com/fabrikam/Bäckerei/_git/bäck", "Bäckerei", "bäck")]
    [InlineData("https://dev.azure.com/fabrikam/100%2525/_git/a+b", "100%25", "a+b")]
    [InlineData("https://dev.azure.com/fabrikam/Shop/_git/gitops.git", "Shop", "gitops.git")]
    public static void Knows_names_as_they_are(string remote, string project, string repository)
    {
        var address = From(remote);

        address.Project.Should().Be(project);
        address.Repository.Should().Be(repository);
        From($"{address.Collection}{Uri.EscapeDataString(project)}/_git/{Uri.EscapeDataString(repository)}")
            .Should()
            .Be(address);
    }

    [Theory]
    [InlineData("https://dev.azure.com/fabrikam/Shop")]
    [InlineData("https://dev.azure.com/_git/gitops")]
    [InlineData("https://dev.azure.com/fabrikam/Shop/_git")]
    [InlineData("https://dev.azure.com/fabrikam/Shop/_git/gitops/more")]
    [InlineData("https://dev.azure.com/fabrikam/Shop/Team/More/_git/gitops")]
    [InlineData("https://dev.azure.com/fabrikam/%2E%2E/_git/gitops")]
    [InlineData("https://dev.azure.com/fabrikam/Shop/_git/..")]
    [InlineData("https://dev.azure.com/fabrikam/Sh%2Fop/_git/gitops")]
    [InlineData("https://dev.azure.com/fabrikam/Sh%0Aop/_git/gitops")]
    [InlineData("git@ssh.dev.azure.com:v2/fabrikam/Shop/gitops")]
    [InlineData("git@ssh.dev.azure.com:v3/fabrikam/gitops")]
    [InlineData("https://tfs.example.com/_git/gitops")]
    [InlineData("https://tfs.example.com/tfs/_git/gitops")]
    [InlineData("https://github.com/fabrikam/gitops")]
    [InlineData("/srv/git/Acme/Shop/_git/gitops")]
    public static void Is_none_where_the_URL_names_no_repository(string remote)
    {
        var read = () => From(remote);

        var failure = read.Should().Throw<PromotionException>().Which;
        failure.Kind.Should().Be(FailureKind.Configuration);
        failure
            .Message.Should()
            .StartWith("The URL of origin, ")
            .And.EndWith("does not name a repository on Azure DevOps.");
        failure.Hint.Should().Contain("https://dev.azure.com/<organization>/<project>/_git/<repository>");
    }

    [Fact]
    public static void Does_not_show_what_may_be_a_token()
    {
        var read = () => From("https://ada:secret@dev.azure.com/fabrikam");

        read.Should().Throw<PromotionException>().Which.Message.Should().NotContain("secret");
    }

    [Fact]
    public static void Escapes_names()
    {
        var address = From("https://dev.azure.com/fab%20rikam/Web%20Shop%23/_git/git%3Fops");

        address
            .At("pullrequests/7?a=b")
            .AbsoluteUri.Should()
            .Be("https://dev.azure.com/fab%20rikam/Web%20Shop%23/_apis/git/repositories/git%3Fops/pullrequests/7?a=b");
        address
            .At("")
            .AbsoluteUri.Should()
            .Be("https://dev.azure.com/fab%20rikam/Web%20Shop%23/_apis/git/repositories/git%3Fops");
        address
            .InProject("git/policy/configurations")
            .AbsoluteUri.Should()
            .Be("https://dev.azure.com/fab%20rikam/Web%20Shop%23/_apis/git/policy/configurations");
        address
            .InCollection("connectionData")
            .AbsoluteUri.Should()
            .Be("https://dev.azure.com/fab%20rikam/_apis/connectionData");
        address
            .PageOf(7)
            .AbsoluteUri.Should()
            .Be("https://dev.azure.com/fab%20rikam/Web%20Shop%23/_git/git%3Fops/pullrequest/7");
    }

    [Theory]
    [InlineData("https://dev.azure.com/fabrikam/Shop/_git/gitops", true)]
    [InlineData("git@ssh.dev.azure.com:v3/fabrikam/Shop/gitops", true)]
    [InlineData("https://fabrikam.visualstudio.com/Shop/_git/gitops", true)]
    [InlineData("fabrikam@vs-ssh.visualstudio.com:v3/fabrikam/Shop/gitops", true)]
    [InlineData("https://tfs.example.com/Acme/Shop/_git/gitops", false)]
    [InlineData("https://evildev.azure.com/fabrikam/Shop/_git/gitops", false)]
    [InlineData("https://dev.azure.com.example.com/fabrikam/Shop/_git/gitops", false)]
    [InlineData("https://evilvisualstudio.com/Shop/_git/gitops", false)]
    [InlineData("/srv/dev.azure.com/gitops", false)]
    public static void Is_told_by_the_host_on_the_service_only(string remote, bool isTold)
    {
        AzureDevOpsAddress.Recognises(RemoteUrl.Parse(remote)).Should().Be(isTold);
        KnownProvider
            .All.Where(provider => provider.Recognises(RemoteUrl.Parse(remote)))
            .Any(provider => provider.Name is "azdo")
            .Should()
            .Be(isTold);
    }

    private static AzureDevOpsAddress From(string remote) => AzureDevOpsAddress.From(RemoteUrl.Parse(remote));
}
