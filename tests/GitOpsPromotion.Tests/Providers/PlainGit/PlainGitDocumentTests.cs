using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;
using GitOpsPromotion.Providers.PlainGit;
using Xunit;

namespace GitOpsPromotion.Tests.Providers.PlainGit;

public static class PlainGitDocumentTests
{
    private static readonly CommitSha Head = CommitSha.Parse(new string('a', 40));

    [Fact]
    public static void Reads_what_it_wrote()
    {
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll<NonNull<string>, NonNull<string>, PositiveInt>(
                (title, body, number) =>
                {
                    // Half a character cannot be stored as UTF-8; titles are one line.
                    PullRequestDocument document = new(
                        number.Get,
                        BranchName.Parse("promote/webshop-webui"),
                        BranchName.Parse("main"),
                        Head,
                        "T" + Whole(new([.. title.Get.Where(letter => !char.IsControl(letter))])),
                        Whole(body.Get),
                        AutoMerge: number.Get % 2 == 0,
                        CheckedHead: number.Get % 3 == 0 ? Head : null
                    );

                    Read(Write(document)).Should().Be(document);
                }
            )
        );
    }

    [Fact]
    public static void Reads_statuses_that_it_wrote()
    {
        StatusesDocument document = new(
            Head,
            [
                new("a", CommitStatusState.Pending, ""),
                new("b", CommitStatusState.Success, "\"quoted\" \\ „fine“ 🚀"),
                new("c", CommitStatusState.Failure, "<b>"),
            ]
        );

        var read = PlainGitDocument.Read(
            PlainGitDocument.Write("a pending", document, PlainGitDocument.Json.StatusesDocument),
            "Here",
            PlainGitDocument.Json.StatusesDocument,
            found => found.IsSound
        );

        read.Commit.Should().Be(Head);
        read.Statuses.Should().Equal(document.Statuses);
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "wrong at $.schema")]
    [InlineData("null", "wrong at $.schema")]
    [InlineData("{}", "wrong at $.schema")]
    [InlineData("""{"schema":"1"}""", "wrong at $.schema")]
    [InlineData("""{"schema":1.5}""", "wrong at $.schema")]
    [InlineData("""{"schema":0}""", "wrong at $.schema")]
    [InlineData("""{"schema":1}""", "wrong at $")]
    public static void Refuses_an_invalid_document(string json, string what)
    {
        var read = () => Read("subject\n\n" + json);

        read.Should()
            .Throw<PromotionException>()
            .WithMessage($"Here does not hold what gitops-promotion writes: {what}.")
            .Which.Kind.Should()
            .Be(FailureKind.Rejected);
    }

    [Fact]
    public static void Refuses_a_message_without_a_document()
    {
        var read = () => Read("Merge pull request 7");

        read.Should().Throw<PromotionException>().WithMessage("*: no JSON.");
    }

    [Theory]
    [InlineData("\"number\": 7", "\"number\": \"7\"", "wrong at $.number")]
    [InlineData("\"number\": 7", "\"number\": 99999999999", "wrong at $.number")]
    [InlineData("\"number\": 7", "\"number\": 0", "its values do not fit together")]
    [InlineData("\"promote/webshop-webui\"", "\"../../heads/main\"", "wrong at $.source")]
    [InlineData("\"promote/webshop-webui\"", "\"-delete\"", "wrong at $.source")]
    [InlineData("\"main\"", "null", "wrong at $.target")]
    [InlineData("\"main\"", "[\"main\"]", "wrong at $.target")]
    [InlineData("\"aaaa", "\"--upload-pack=evil ", "wrong at $.head")]
    [InlineData("\"Title\"", "\"\"", "its values do not fit together")]
    [InlineData("\"Title\"", "\"a\\nb\"", "its values do not fit together")]
    [InlineData("\"Title\"", "\"\\u001b[31m\"", "its values do not fit together")]
    [InlineData("\"Title\"", "null", "wrong at $.title")]
    [InlineData("\"body\": \"Body\"", "\"other\": 1", "wrong at $.other")]
    [InlineData("\"autoMerge\": true", "\"autoMerge\": 1", "wrong at $.autoMerge")]
    [InlineData("\"autoMerge\": true", "\"autoMerge\": true, \"mergeCommit\": \"x\"", "wrong at $.mergeCommit")]
    [InlineData("\"autoMerge\": true", "\"autoMerge\": true, \"\\u001b[31m\": 1", "wrong at $['\\u{1b}[31m']")]
    public static void Refuses_values_that_it_would_not_write(string written, string hostile, string what)
    {
        var message = Write(Document());
        message.Should().Contain(written);

        var read = () => Read(message.Replace(written, hostile, StringComparison.Ordinal));

        read.Should()
            .Throw<PromotionException>()
            .WithMessage($"Here does not hold what gitops-promotion writes: {what}.");
    }

    [Fact]
    public static void Refuses_a_title_longer_than_a_line()
    {
        var read = () => Read(Write(Document() with { Title = new string('t', 1001) }));

        read.Should().Throw<PromotionException>().WithMessage("*: its values do not fit together.");
        Read(Write(Document() with { Title = new string('t', 1000) })).Title.Should().HaveLength(1000);
    }

    [Theory]
    [InlineData("\"success\"", "1")]
    [InlineData("\"success\"", "\"success, failure\"")]
    [InlineData("\"success\"", "\"fine\"")]
    [InlineData("{\"context\":\"ci\"", "null,{\"context\":\"ci\"")]
    [InlineData(
        "{\"context\":\"ci\"",
        "{\"context\":\"ci\",\"state\":\"pending\",\"description\":\"\"},{\"context\":\"ci\""
    )]
    [InlineData("\"description\":\"\"", "\"description\":null")]
    [InlineData("\"description\":\"\"", "\"description\":\"\\n\"")]
    [InlineData("\"context\":\"ci\"", "\"context\":\"\"")]
    public static void Refuses_statuses_that_it_would_not_write(string written, string hostile)
    {
        var message = $$"""
            subject

            {"schema":1,"commit":"{{Head}}","statuses":[{"context":"ci","state":"success","description":""}]}
            """.ReplaceLineEndings("\n");
        message.Should().Contain(written);
        ReadStatuses(message).Statuses.Should().ContainSingle();

        var read = () => ReadStatuses(message.Replace(written, hostile, StringComparison.Ordinal));

        read.Should().Throw<PromotionException>().WithMessage("Here does not hold what gitops-promotion writes: *");
    }

    [Fact]
    public static void Refuses_what_a_newer_version_wrote()
    {
        var read = () => Read("subject\n\n{\"schema\":2,\"new\":{}}");

        read.Should()
            .Throw<PromotionException>()
            .WithMessage("Here was written in form 2, which this version cannot read.")
            .Which.Hint.Should()
            .Be("Update gitops-promotion.");
    }

    private static PullRequestDocument Document() =>
        new(
            7,
            BranchName.Parse("promote/webshop-webui"),
            BranchName.Parse("main"),
            Head,
            "Title",
            "Body",
            AutoMerge: true
        );

    private static string Write(PullRequestDocument document) =>
        PlainGitDocument.Write(document.Subject, document, PlainGitDocument.Json.PullRequestDocument);

    private static PullRequestDocument Read(string message) =>
        PlainGitDocument.Read(message, "Here", PlainGitDocument.Json.PullRequestDocument, document => document.IsSound);

    private static StatusesDocument ReadStatuses(string message) =>
        PlainGitDocument.Read(message, "Here", PlainGitDocument.Json.StatusesDocument, document => document.IsSound);

    private static string Whole(string text) => new([.. text.Where(letter => !char.IsSurrogate(letter))]);
}
