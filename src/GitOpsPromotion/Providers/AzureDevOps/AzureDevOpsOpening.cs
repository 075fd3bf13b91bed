namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>Finds the pull request to bring up to date, or creates it.</summary>
internal sealed class AzureDevOpsOpening(
    AzureDevOpsClient client,
    AzureDevOpsHeads heads,
    AzureDevOpsPullRequests pullRequests
)
{
    /// <summary>The open pull request of the draft's branches. One that was there already has its own words still.</summary>
    public async Task<AzureDevOpsPullRequest> OpenAsync(
        DesiredPullRequest draft,
        PullRequest? open,
        CancellationToken cancellationToken
    )
    {
        var what = open is null
            ? $"No pull request from '{draft.SourceBranch}' into '{draft.TargetBranch}' was opened in {client.Address}"
            : $"Pull request {open.Number} was not brought up to date";
        var stands = heads.RequireAsync(draft.SourceBranch, draft.Head, what, cancellationToken);
        var read = open is null ? null : pullRequests.GetAgainAsync(open.Number, draft.Head, cancellationToken);
        await Task.WhenAll(stands, read ?? Task.CompletedTask);
        return read is null ? await CreateAsync(draft, what, cancellationToken)
            : await read is { IsOpen: true } current
                ? current.IsInto(draft.TargetBranch) ? current
                    : throw AzureDevOpsFailures.Retargeted(what, draft.TargetBranch)
            : throw AzureDevOpsFailures.NotOpen(what);
    }

    /// <remarks>Source: https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/create</remarks>
    private Task<AzureDevOpsPullRequest> CreateAsync(
        DesiredPullRequest draft,
        string what,
        CancellationToken cancellationToken
    )
    {
        var request = client
            .Request(HttpMethod.Post, "pullrequests?supportsIterations=true", what)
            .With(
                new(
                    draft.SourceBranch.Ref,
                    draft.TargetBranch.Ref,
                    AzureDevOpsWords.TitleOf(draft),
                    AzureDevOpsWords.DescriptionOf(draft)
                ),
                AzureDevOpsJson.Default.NewPullRequest
            );
        return client.WriteOnceAsync(WriteAsync, LookAsync, cancellationToken);

        async Task<AzureDevOpsPullRequest> WriteAsync(CancellationToken token)
        {
            var response = await client.SendAsync(request, token);
            return response.IsSuccess
                ? response.Read(AzureDevOpsJson.Default.AzureDevOpsPullRequest)
                : AzureDevOpsErrors.RefusalOf(response) switch
                {
                    // Another run was faster.
                    AzureDevOpsRefusal.AlreadyOpen => await LookAsync(token)
                        ?? throw AzureDevOpsFailures.Stale(
                            what,
                            "there was one, but it has just been completed or abandoned"
                        ),
                    AzureDevOpsRefusal.NoSuchBranch => throw AzureDevOpsFailures.Stale(
                        what,
                        AzureDevOpsErrors.WordsOf(response)
                    ),
                    _ => throw client.Errors.From(response),
                };
        }

        async Task<AzureDevOpsPullRequest?> LookAsync(CancellationToken token)
        {
            var found = await pullRequests.FindOpenAsync(draft.SourceBranch, draft.TargetBranch, token);
            if (found is not null)
            {
                // Another job's may be for a commit of its own.
                await heads.RequireAsync(draft.SourceBranch, draft.Head, what, token);
            }

            return found;
        }
    }
}
