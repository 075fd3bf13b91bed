using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Tests.Promotions;
using Xunit;
using static GitOpsPromotion.Tests.Cli.GivenBoard;

namespace GitOpsPromotion.Tests.Cli;

public static class BoardJsonTests
{
    [Fact]
    public static void Is_complete_in_JSON()
    {
        MarkedScalar mark = new("webshop/dev/app.yaml", 3, Given.Webui, MarkerField.Tag, "2.0");
        var board = Board(
            Cell("dev", "2.0") with
            {
                Slots = [mark],
            },
            Cell("qa", "1.0") with
            {
                IsBehind = true,
                Open = new BoardPullRequest(
                    Given.PullRequest(body: "") with
                    {
                        AutoMerge = true,
                        Page = new Uri("https://forge.example/pull/7"),
                    },
                    Given.Version("2.0")
                ),
            },
            Cell("prod")
        ) with
        {
            Problems = ["A file cannot be read."],
        };

        BoardJson
            .For(board)
            .ToJson()
            .Should()
            .Be(
                """
                {"branch":"main","commit":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","pullRequestsKnown":true,"environments":["dev","qa","prod"],
                "apps":[{"group":"webshop","app":"webui","environments":[
                {"environment":"dev","versions":["2.0"],"lags":false,"marks":[{"file":"webshop/dev/app.yaml","line":3,"value":"2.0"}]},
                {"environment":"qa","versions":["1.0"],"lags":true,"marks":[],
                "pullRequest":{"number":7,"tag":"2.0","autoMerge":true,"url":"https://forge.example/pull/7","obstacles":[]}},
                {"environment":"prod","versions":[],"lags":false,"marks":[]}]}],"problems":["A file cannot be read."]}
                """.ReplaceLineEndings("")
            );
    }
}
