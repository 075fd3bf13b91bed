using System.Text.Json;

namespace GitOpsPromotion.Providers.GitHub;

/// <summary>What GraphQL answers, with status 200 also where it failed.</summary>
/// <param name="Data">What was asked for, or what could be found of it.</param>
/// <param name="Errors">What went wrong.</param>
/// <param name="Message">What REST would say: of a token that was refused before the query was looked at.</param>
internal sealed record GraphQlAnswer<T>(T? Data, GraphQlError[]? Errors, string? Message)
    where T : class;

/// <summary>What went wrong in a query.</summary>
/// <param name="Type">Such as <c>FORBIDDEN</c>; not all have one.</param>
/// <param name="Message">For people.</param>
/// <param name="Path">Names and numbers that lead to the field.</param>
/// <param name="Extensions">More of it, for programs.</param>
internal sealed record GraphQlError(string? Type, string? Message, JsonElement[]? Path, GraphQlExtensions? Extensions)
{
    /// <summary>Whether the server is too old, or too new, for the query.</summary>
    public bool IsOfUnknownField => Extensions?.Code is "undefinedField";

    /// <summary>Whether it is about a field that can be done without.</summary>
    public bool IsOfRules =>
        Path is [_, { ValueKind: JsonValueKind.String } second, ..] && second.ValueEquals("target");
}

/// <summary>What an error says for programs.</summary>
internal sealed record GraphQlExtensions(string? Code);

/// <summary>A query or a mutation.</summary>
internal sealed record GraphQlRequest(string Query, IReadOnlyDictionary<string, string> Variables);

/// <summary>The answer to <see cref="GitHubQueries.Prospect"/>.</summary>
internal sealed record ProspectData(GitHubProspect? Repository);

/// <summary>The answer to the mutations of auto-merge.</summary>
internal sealed record AutoMergeData(AutoMergeChange? Change);

/// <summary>The pull request after a mutation.</summary>
internal sealed record AutoMergeChange(PullRequestNode? PullRequest);

/// <summary>The answer to <see cref="GitHubQueries.MergeCommit"/>.</summary>
internal sealed record MergeCommitData(MergeCommitNode? Node);

/// <summary>A pull request of which nothing but the merge is told.</summary>
internal sealed record MergeCommitNode(GitObject? MergeCommit);

/// <summary>The answer to <see cref="GitHubQueries.Statuses(IEnumerable{Git.CommitSha})"/>: of each commit by its name in the query.</summary>
internal sealed record StatusesData(Dictionary<string, CommitNode?>? Repository);

/// <summary>A commit; null where there is none.</summary>
internal sealed record CommitNode(StatusNode? Status);

/// <summary>The statuses of a commit, null where it has none: of each context the newest.</summary>
internal sealed record StatusNode(StatusDocument?[]? Contexts);

/// <summary>What went wrong in any query.</summary>
internal sealed record GraphQlProblem(GraphQlError[]? Errors);
