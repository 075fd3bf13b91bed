using System.Collections.Concurrent;
using System.Globalization;
using GitOpsPromotion.Git;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>The statuses of commits.</summary>
/// <remarks>
/// Sources: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/statuses, and for the genre
/// https://fluxcd.io/flux/components/notification/providers/#azure-devops.
/// </remarks>
internal sealed class AzureDevOpsStatuses(AzureDevOpsClient client)
{
    // Builds set statuses, too; only the genre distinguishes those of controllers.
    private const string Genre = "fluxcd";
    private const int ParallelRequests = 6;

    public async Task<IReadOnlyDictionary<CommitSha, IReadOnlyList<CommitStatus>>> GetAsync(
        IReadOnlyCollection<CommitSha> commits,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    )
    {
        ConcurrentDictionary<CommitSha, IReadOnlyList<CommitStatus>> statuses = [];
        await Parallel.ForEachAsync(
            commits.Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelRequests, CancellationToken = cancellationToken },
            async (commit, token) => statuses[commit] = Newest(await ReadAsync(commit, deadline, token))
        );
        return statuses;
    }

    public Task ReportAsync(CommitSha commit, CommitStatus status, CancellationToken cancellationToken)
    {
        var request = (
            client.Request(
                HttpMethod.Post,
                $"commits/{commit}/statuses",
                $"The status of commit {commit.Abbreviated} was not set"
            ) with
            {
                // Of each context only the newest status counts.
                IsRepeatable = true,
            }
        ).With(
            new(NameOf(status.State), status.Description, new(status.Context, Genre)),
            AzureDevOpsJson.Default.StatusDocument
        );
        return client.ReadAsync(request, AzureDevOpsJson.Default.StatusDocument, cancellationToken);
    }

    public static string NameOf(CommitStatusState state) =>
        state switch
        {
            CommitStatusState.Success => "succeeded",
            CommitStatusState.Failure => "failed",
            _ => "pending",
        };

    private Task<IReadOnlyList<StatusDocument>> ReadAsync(
        CommitSha commit,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    ) =>
        client.ReadAllAsync(
            client.Request(
                HttpMethod.Get,
                $"commits/{commit}/statuses?latestOnly=true",
                $"The statuses of commit {commit.Abbreviated} were not read"
            ) with
            {
                Deadline = deadline,
            },
            AzureDevOpsJson.Default.AzureDevOpsListStatusDocument,
            AzureDevOpsPaging.Statuses,
            cancellationToken
        );

    /// <summary>
    /// The newest of each name: the same Kustomization may be reported under several genres, one for each alert's summary.
    /// </summary>
    private static List<CommitStatus> Newest(IEnumerable<StatusDocument> documents) =>
        [
            .. documents
                .Where(document => IsOfController(document.Context?.Genre) && document.Context?.Name is { Length: > 0 })
                .GroupBy(document => document.Context!.Name!, StringComparer.Ordinal)
                .Select(group => group.OrderByDescending(DateOf).ThenByDescending(document => document.Id ?? 0).First())
                .Select(ToStatus)
                .OfType<CommitStatus>(),
        ];

    private static bool IsOfController(string? genre) =>
        genre is not null
        && (
            string.Equals(genre, Genre, StringComparison.OrdinalIgnoreCase)
            || genre.StartsWith($"{Genre}:", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Null where the status says of itself that it does not apply: then it is as if there were none.</summary>
    private static CommitStatus? ToStatus(StatusDocument document) =>
        document.State is "notApplicable"
            ? null
            : new(
                document.Context!.Name!,
                document.State switch
                {
                    "succeeded" => CommitStatusState.Success,
                    // Something did not succeed.
                    "failed" or "error" or "partiallySucceeded" => CommitStatusState.Failure,
                    // Also what is not known: it opens no gate.
                    _ => CommitStatusState.Pending,
                },
                document.Description ?? ""
            );

    private static DateTimeOffset DateOf(StatusDocument document) =>
        DateTimeOffset.TryParse(
            document.CreationDate,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date
        )
            ? date
            : DateTimeOffset.MinValue;
}
