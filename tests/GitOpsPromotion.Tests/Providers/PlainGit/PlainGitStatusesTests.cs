using FluentAssertions;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

public sealed class PlainGitStatusesTests : PlainGitTest
{
    [Fact]
    public async Task Have_a_history()
    {
        var commit = Tip();
        await ReportAsync(commit, new("webshop-qa", CommitStatusState.Pending, ""));
        await ReportAsync(commit, new("webshop-qa", CommitStatusState.Success, "well"));

        Forge
            .Remote.Git("log", "--format=%s", PlainGitRefs.Statuses(commit))
            .Should()
            .Be("webshop-qa success\nwebshop-qa pending");
    }

    [Fact]
    public async Task Are_written_as_they_are_documented()
    {
        var commit = Tip();

        await ReportAsync(commit, new("kustomization/webshop-qa", CommitStatusState.Failure, "„webui“ did not start"));

        Forge
            .Remote.Git("log", "-1", "--format=%b", PlainGitRefs.Statuses(commit))
            .TrimEnd()
            .Should()
            .Be(
                $$"""
                {
                  "schema": 1,
                  "commit": "{{commit}}",
                  "statuses": [
                    {
                      "context": "kustomization/webshop-qa",
                      "state": "failure",
                      "description": "„webui“ did not start"
                    }
                  ]
                }
                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public async Task Of_many_commits_are_read_with_few_commands()
    {
        List<CommitSha> commits = [];
        for (var number = 0; number < 300; number++)
        {
            commits.Add(CommitSha.Parse(number.ToString("x40", System.Globalization.CultureInfo.InvariantCulture)));
        }

        CommitStatus status = new("ci", CommitStatusState.Success, "");
        await ReportAsync(commits[^1], status);
        List<string> commands = [];
        var repository = await Forge.CloneAsync(new CommandTrace(commands), "--no-local");
        commands.Clear();

        var statuses = await new PlainGitProvider(repository, TimeProvider.System).GetStatusesAsync(
            commits,
            DateTimeOffset.MaxValue,
            CancellationToken.None
        );

        statuses.Should().HaveCount(300);
        statuses[commits[0]].Should().BeEmpty();
        statuses[commits[^1]].Should().Equal(status);
        commands.Where(command => command is "ls-remote" or "fetch").Should().Equal("ls-remote", "ls-remote", "fetch");
    }

    [Fact]
    public async Task Of_no_commit_are_read_without_a_command()
    {
        List<string> commands = [];
        var repository = await Forge.CloneAsync(new CommandTrace(commands));
        commands.Clear();

        var statuses = await new PlainGitProvider(repository, TimeProvider.System).GetStatusesAsync(
            [],
            DateTimeOffset.MaxValue,
            CancellationToken.None
        );

        statuses.Should().BeEmpty();
        commands.Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "well", "its context must have 1 to 255 characters")]
    [InlineData("a\nb", "well", "its context holds a control character")]
    [InlineData("a", "well\u001b[31m", "its description holds a line break or another control character")]
    public async Task Are_refused_when_they_cannot_be_kept(string context, string description, string objection)
    {
        var commit = Tip();

        var failure = await FailureOf(() => ReportAsync(commit, new(context, CommitStatusState.Success, description)));

        failure.Kind.Should().Be(FailureKind.Configuration);
        failure.Message.Should().Be($"The status of commit {commit.Abbreviated} was not set: {objection}.");
    }

    [Fact]
    public async Task Are_refused_when_they_are_too_long()
    {
        CommitStatus status = new(new string('c', 255), CommitStatusState.Success, new string('d', 1000));
        await ReportAsync(Tip(), status);

        var context = await FailureOf(() => ReportAsync(Tip(), status with { Context = status.Context + "c" }));
        var description = await FailureOf(() =>
            ReportAsync(Tip(), status with { Description = status.Description + "d" })
        );

        context.Message.Should().EndWith("its context must have 1 to 255 characters.");
        description.Message.Should().EndWith("its description has 1001 characters, of 1000 that fit.");
    }

    [Fact]
    public async Task Are_not_read_from_the_list_of_another_commit()
    {
        var commit = Tip();
        var other = Forge.Move(Branch, "1.0");
        await ReportAsync(commit, new("ci", CommitStatusState.Success, ""));
        Forge.Remote.Git("update-ref", PlainGitRefs.Statuses(other), PlainGitRefs.Statuses(commit));

        var failure = await FailureOf(() =>
            Provider.GetStatusesAsync([commit, other], DateTimeOffset.MaxValue, CancellationToken.None)
        );

        failure
            .Message.Should()
            .StartWith($"The list of statuses in {PlainGitRefs.Statuses(other)} (commit ")
            .And.EndWith("does not hold what gitops-promotion writes: its values do not fit together.");
    }

    private Task ReportAsync(CommitSha commit, CommitStatus status) =>
        Provider.ReportStatusAsync(commit, status, CancellationToken.None);
}
