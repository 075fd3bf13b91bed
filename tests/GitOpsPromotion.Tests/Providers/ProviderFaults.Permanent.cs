using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests.Providers;

/// <remarks>Faults that do not end.</remarks>
public abstract partial class ProviderFaults
{
    [Theory]
    [MemberData(nameof(PermanentKinds))]
    public async Task End_with_one_sentence_where_they_do_not_end(string kind)
    {
        var head = await PushAsync(Branch, "1.0");
        Faults.Next(FaultOf(kind), times: 1000, where: request => !request.IsGit);

        var failure = await FailureOf(() =>
            Provider.OpenPullRequestAsync(Draft(head), open: null, CancellationToken.None)
        );

        Faults.Clear();
        failure.Kind.Should().Be(FailureKind.Unavailable);
        failure.Message.Should().NotContain("\n").And.NotContain(Token).And.EndWith(".");
        failure.Hint.Should().NotBeNullOrEmpty();
        var next = await AnyForge.ConnectAsync();
        (await next.GetOpenPullRequestsAsync(AnyForge.DefaultBranch, CancellationToken.None)).Should().BeEmpty();
    }

    [Fact]
    public async Task Leave_a_pull_request_to_the_next_run()
    {
        var head = await PushAsync(Branch, "1.0");
        Faults.Next(
            FaultOf(Lost),
            times: 1000,
            where: request => request.Body.Contains(AutoMergeField, StringComparison.Ordinal)
        );
        (await FailureOf(() => OpenAsync(head))).Kind.Should().Be(FailureKind.Unavailable);
        Faults.Clear();
        var left = await FindOpenAsync();

        var opened = await OpenAsync(head);

        opened.AutoMerge.Should().BeTrue();
        opened.Number.Should().Be(left!.Number);
    }
}
