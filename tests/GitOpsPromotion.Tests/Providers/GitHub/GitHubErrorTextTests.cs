using FluentAssertions;
using GitOpsPromotion.Providers.GitHub;
using GitOpsPromotion.Providers.PullRequests;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.GitHub;

/// <summary>What the texts of GitHub's errors mean.</summary>
public static class GitHubErrorTextTests
{
    [Theory]
    [InlineData("Pull request Pull request is in clean status", nameof(RefusalReason.NothingToWaitFor))]
    [InlineData("Pull request is in unstable status", nameof(RefusalReason.NothingToWaitFor))]
    [InlineData("Pull request is in has_hooks status", nameof(RefusalReason.NothingToWaitFor))]
    [InlineData("Pull request is in draft status", nameof(RefusalReason.Draft))]
    [InlineData("Pull Request is still a draft", nameof(RefusalReason.Draft))]
    [InlineData("Pull request is in dirty status", nameof(RefusalReason.Conflict))]
    [InlineData("Pull request is in unknown status", nameof(RefusalReason.NotReady))]
    [InlineData("Pull request Protected branch rules not configured for this branch", nameof(RefusalReason.NoRules))]
    [InlineData("Auto merge is not allowed for this repository", nameof(RefusalReason.AutoMergeNotAllowed))]
    [InlineData("Auto-merge is not allowed", nameof(RefusalReason.AutoMergeNotAllowed))]
    [InlineData("The pull request is not in the correct state to enable auto-merge", nameof(RefusalReason.NotReady))]
    [InlineData("Head branch was modified. Review and try the merge again.", nameof(RefusalReason.NotReady))]
    [InlineData("Base branch was modified. Review and try the merge again.", nameof(RefusalReason.NotReady))]
    [InlineData("Expected head oid did not match", nameof(RefusalReason.NotReady))]
    [InlineData("Expected head sha did not match", nameof(RefusalReason.NotReady))]
    [InlineData("Merge commits are not allowed on this repository.", nameof(RefusalReason.MethodNotAllowed))]
    [InlineData("Squash merges are not allowed on this repository.", nameof(RefusalReason.MethodNotAllowed))]
    [InlineData("Rebase merges are not allowed on this repository.", nameof(RefusalReason.MethodNotAllowed))]
    [InlineData(
        "Merge method squash merging is not allowed on this repository",
        nameof(RefusalReason.MethodNotAllowed)
    )]
    [InlineData("Changes must be made through the merge queue", nameof(RefusalReason.MergeQueueRequired))]
    [InlineData(
        "Validation Failed: A pull request already exists for acme:promote/webui.",
        nameof(RefusalReason.AlreadyOpen)
    )]
    [InlineData("No commits between main and promote/webui", nameof(RefusalReason.NothingToMerge))]
    [InlineData("Validation Failed: head invalid", nameof(RefusalReason.BranchNotFound))]
    [InlineData("Required status check \"promotion\" is expected.", nameof(RefusalReason.Other))]
    [InlineData("", nameof(RefusalReason.Other))]
    public static void Gives_the_reason_of_a_refusal(string text, string reason) =>
        GitHubErrorText.ReasonOf(text).Should().Be(Enum.Parse<RefusalReason>(reason));
}
