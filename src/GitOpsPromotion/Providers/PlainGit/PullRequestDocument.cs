using System.Text.Json.Serialization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.PlainGit;

/// <summary>A pull request as it is stored; one commit for each change of it.</summary>
/// <param name="Number">1 or more.</param>
/// <param name="Source">The branch that it merges.</param>
/// <param name="Target">The branch that it merges into.</param>
/// <param name="Head">The tip of <paramref name="Source"/> that the rest was written for.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">Markdown.</param>
/// <param name="AutoMerge">Whether it merges when its check has passed.</param>
/// <param name="CheckedHead">The head that the check has passed on; a newer head waits for its own.</param>
/// <param name="MergeCommit">What the merge put onto <paramref name="Target"/>; null while it is open.</param>
internal sealed record PullRequestDocument(
    int Number,
    [property: JsonConverter(typeof(ParsableJsonConverter<BranchName>))] BranchName Source,
    [property: JsonConverter(typeof(ParsableJsonConverter<BranchName>))] BranchName Target,
    [property: JsonConverter(typeof(ParsableJsonConverter<CommitSha>))] CommitSha Head,
    string Title,
    string Body,
    bool AutoMerge,
    [property: JsonConverter(typeof(ParsableJsonConverter<CommitSha>))] CommitSha? CheckedHead = null,
    [property: JsonConverter(typeof(ParsableJsonConverter<CommitSha>))] CommitSha? MergeCommit = null
)
{
    /// <summary>The form of this document.</summary>
    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = PlainGitDocument.Schema;

    /// <summary>What people see first of the commit.</summary>
    [JsonIgnore]
    public string Subject => $"Pull request {Number} {(MergeCommit is null ? "open" : "merged")}: {Title}";

    /// <summary>Whether the values fit together.</summary>
    [JsonIgnore]
    public bool IsSound => Number > 0 && Title.Length is > 0 and <= 1000 && !Title.Any(char.IsControl);

    /// <param name="head">The commit that the source branch is at now: people push to it too.</param>
    public PullRequest ToPullRequest(CommitSha head) =>
        new(
            Number,
            Source,
            Target,
            head,
            Title,
            Body,
            MergeCommit is null ? PullRequestState.Open : PullRequestState.Merged
        )
        {
            AutoMerge = AutoMerge,
            MergeCommit = MergeCommit,
        };
}
