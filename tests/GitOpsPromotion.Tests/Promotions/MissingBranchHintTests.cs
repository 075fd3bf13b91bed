using FluentAssertions;
using GitOpsPromotion.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>The hint for a branch that the remote does not have.</summary>
public static class MissingBranchHintTests
{
    [Theory]
    [InlineData("Promote/webshop-webui", "Did you mean 'promote/webshop-webui'?")]
    [InlineData("origin/promote/webshop-webui", "Did you mean 'promote/webshop-webui'?")]
    [InlineData("upstream/Promote/Webshop-WebUI", "Did you mean 'promote/webshop-webui'?")]
    [InlineData("promote/webshop-wbeui", "Did you mean 'promote/webshop-webui'?")]
    [InlineData("$(System.PullRequest.SourceBranch)", "a variable that the CI system did not replace")]
    [InlineData("$CI_BRANCH", "a variable that the CI system did not replace")]
    [InlineData("no-such-branch", "omit --branch")]
    [InlineData("feature/no-such-review", "omit --branch")]
    public static void Suggests_a_branch_or_explains_the_option(string branch, string hint) =>
        MissingPullRequest.Hint(branch, ["promote/webshop-api", "promote/webshop-webui"]).Should().Contain(hint);
}
