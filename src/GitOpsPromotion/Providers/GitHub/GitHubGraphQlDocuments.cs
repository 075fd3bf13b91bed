using System.Text.Json;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>An answer of GraphQL. Its status is 200 also where the operation failed.</summary>
/// <param name="Data">The data, or the part of it that was found.</param>
/// <param name="Errors">The errors.</param>
/// <param name="Message">A message as in REST, for a token that was refused before the query was read.</param>
internal sealed record GraphQlAnswer<T>(T? Data, GraphQlError[]? Errors, string? Message)
    where T : class;

/// <summary>An error of a query.</summary>
/// <param name="Type">Such as <c>FORBIDDEN</c>; null for some.</param>
/// <param name="Message">For people.</param>
/// <param name="Path">Names and numbers that lead to the field.</param>
/// <param name="Extensions">Codes for programs.</param>
internal sealed record GraphQlError(string? Type, string? Message, JsonElement[]? Path, GraphQlExtensions? Extensions)
{
    /// <summary>Whether the server is too old, or too new, for the query.</summary>
    public bool IsOfUnknownField => Extensions?.Code is "undefinedField";

    /// <summary>Whether it is about the rules of the target branch, which not every token may read.</summary>
    public bool IsOfRules =>
        Path is [_, { ValueKind: JsonValueKind.String } second, ..] && second.ValueEquals("target");
}

/// <summary>The codes of an error.</summary>
internal sealed record GraphQlExtensions(string? Code);

/// <summary>A query or a mutation.</summary>
internal sealed record GraphQlRequest(string Query, IReadOnlyDictionary<string, string> Variables);

/// <summary>The answer to the mutations of auto-merge.</summary>
internal sealed record AutoMergeData(AutoMergeChange? Change);

/// <summary>The pull request after a mutation.</summary>
internal sealed record AutoMergeChange(PullRequestNode? PullRequest);

/// <summary>The answer to <see cref="GitHubQueries.MergeCommit"/>.</summary>
internal sealed record MergeCommitData(MergeCommitNode? Node);

/// <summary>A pull request with its merge commit only.</summary>
internal sealed record MergeCommitNode(GitObject? MergeCommit);

/// <summary>The answer to <see cref="GitHubQueries.Statuses(IEnumerable{Git.CommitSha})"/>: the commits by their aliases in the query.</summary>
internal sealed record StatusesData(Dictionary<string, CommitNode?>? Repository);

/// <summary>A commit.</summary>
internal sealed record CommitNode(StatusNode? Status);

/// <summary>The newest status of each context of a commit; null where it has none.</summary>
internal sealed record StatusNode(StatusDocument?[]? Contexts);

/// <summary>The errors of any query.</summary>
internal sealed record GraphQlProblem(GraphQlError[]? Errors);
