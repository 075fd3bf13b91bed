using System.Text.Json;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>The lines of the Go tool, which scripts search for, and the other messages.</summary>
public static class PromotionMessagesTests
{
    private static readonly PullRequest Cause = Given.PullRequest(body: "");

    [Fact]
    public static void Describe_the_opened_pull_request()
    {
        var result = PromotionMessages.For(
            new PromotionOutcome.Opened(
                Given.Promotion("qa"),
                BranchName.Parse("promote/webshop-webui"),
                Given.Commit('d'),
                Cause,
                [Given.Change()]
            )
        );

        result
            .Message.Should()
            .Be(
                "created branch promote/webshop-webui with pull request 7 on commit dddddddddddddddddddddddddddddddddddddddd"
            );
        result
            .ToJson()
            .Should()
            .Be(
                """
                {"outcome":"opened","message":"created branch promote/webshop-webui with pull request 7 on commit dddddddddddddddddddddddddddddddddddddddd",
                "group":"webshop","app":"webui","environment":"qa","tag":"2.0","source":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                "branch":"promote/webshop-webui","commit":"dddddddddddddddddddddddddddddddddddddddd",
                "pullRequest":{"number":7,"title":"Promote webshop/webui version 1.0 to environment dev","state":"open","autoMerge":false},
                "changes":[{"file":"webshop/qa/app.yaml","line":3,"old":"1.0","new":"2.0","marker":"webshop:webui:tag"}]}
                """.ReplaceLineEndings("")
            );
    }

    [Fact]
    public static void Include_the_warnings() =>
        PromotionMessages
            .For(
                new PromotionOutcome.AlreadyPromoted(Given.Promotion("qa"))
                {
                    Warnings =
                    [
                        new("is a link", "webshop/qa/link.yaml"),
                        new("has no digest", "webshop/qa/app.yaml", 3),
                    ],
                }
            )
            .ToJson()
            .Should()
            .EndWith(
                """
                "warnings":[{"message":"is a link","file":"webshop/qa/link.yaml"},{"message":"has no digest","file":"webshop/qa/app.yaml","line":3}]}
                """.TrimEnd()
            );

    [Fact]
    public static void Include_digest_image_page_and_merge_commit()
    {
        var digest = "sha256:" + new string('0', 64);
        var promotion = Given.Promotion("qa") with
        {
            Version = new ImageVersion(
                ImageTag.Parse("2.0"),
                ImageDigest.Parse(digest),
                ImageRepository.Parse("ghcr.io/webshop/webui")
            ),
        };
        var merged = Cause with
        {
            State = PullRequestState.Merged,
            AutoMerge = true,
            MergeCommit = Given.Commit('e'),
            Page = new Uri("https://forge.example/webshop/pull/7"),
        };

        var json = JsonDocument
            .Parse(
                PromotionMessages
                    .For(
                        new PromotionOutcome.Opened(
                            promotion,
                            BranchName.Parse("promote/webshop-webui"),
                            Given.Commit('d'),
                            merged,
                            []
                        )
                    )
                    .ToJson()
            )
            .RootElement;

        json.GetProperty("digest").GetString().Should().Be(digest);
        json.GetProperty("image").GetString().Should().Be("ghcr.io/webshop/webui");
        var pullRequest = json.GetProperty("pullRequest");
        pullRequest.GetProperty("state").GetString().Should().Be("merged");
        pullRequest.GetProperty("autoMerge").GetBoolean().Should().BeTrue();
        pullRequest.GetProperty("mergeCommit").GetString().Should().Be(Given.Commit('e').Value);
        pullRequest.GetProperty("url").GetString().Should().Be("https://forge.example/webshop/pull/7");
    }

    [Theory]
    [InlineData(MergeMode.Manual, "manual")]
    [InlineData(MergeMode.AfterCheck, "automatic, after its check")]
    [InlineData(MergeMode.Immediately, "automatic, immediately")]
    public static void Describe_the_whole_plan(MergeMode merging, string text)
    {
        var plan = new PromotionPlan.Change(
            BranchName.Parse("promote/webshop-webui"),
            BranchName.Parse("main"),
            Given.Tip,
            Given.Scan(Given.Change()).Rewrites,
            "The title",
            "The description\n",
            merging
        );

        var result = PromotionMessages.For(new PromotionOutcome.Planned(Given.Promotion("qa"), plan, "-old\n+new\n"));

        result
            .Message.ReplaceLineEndings("\n")
            .Should()
            .Be(
                $"""
                dry run: nothing was changed
                branch:  promote/webshop-webui
                base:    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (main)
                title:   The title
                merging: {text}

                -old
                +new

                description:
                The description
                """.ReplaceLineEndings("\n")
            );
        result.Outcome.Should().Be("planned");
        result.Branch.Should().Be("promote/webshop-webui");
        result.Changes.Should().ContainSingle().Which.New.Should().Be("2.0");
        result
            .Plan.Should()
            .Be(new ResultPlan(Given.Tip.Value, "main", "The title", "The description\n", text, "-old\n+new\n"));
    }
}
