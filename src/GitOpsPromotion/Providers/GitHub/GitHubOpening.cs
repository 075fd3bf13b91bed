namespace GitOpsPromotion.Providers.GitHub;

/// <summary>Creates pull requests and brings them up to date, as far as their words go.</summary>
internal sealed class GitHubOpening(
    GitHubClient client,
    GitHubPullRequests pullRequests,
    GitHubBranches branches,
    TimeProvider time
)
{
    private const int MaxAttempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.5);

    /// <summary>The open pull request with the draft's title and description, at the draft's head.</summary>
    public async Task<(GitHubPullRequest Open, GitHubProspect Prospect)> OpenAsync(
        DesiredPullRequest draft,
        CancellationToken cancellationToken
    )
    {
        var what = $"No pull request was opened from {draft.SourceBranch} into {draft.TargetBranch}";
        var prospect = await branches.ReadAsync(draft.SourceBranch, draft.TargetBranch, what, cancellationToken);
        if (prospect.Head != draft.Head)
        {
            await CheckHeadAsync(draft, cancellationToken);
        }

        var open = prospect.Open;
        if (open is null)
        {
            open = await CreateAsync(draft, what, cancellationToken);
            // It may be that of another run, which has pushed since: its words belong to what that run pushed.
            if (open.Value.Head != draft.Head)
            {
                await CheckHeadAsync(draft, cancellationToken);
            }
        }

        var updated = await UpdateAsync(open, draft, cancellationToken);
        if (updated.Value.State is not PullRequestState.Open)
        {
            throw GitHubFailures.NotOpen(updated.Value);
        }

        // Its own head may be behind the push for a while; its branch was looked at.
        return (
            updated with
            {
                Value = updated.Value with { Head = draft.Head },
                MayBypassRules = open.MayBypassRules,
            },
            prospect
        );
    }

    /// <summary>Where the answer is lost, another run may have pushed, and have written since: its words stay.</summary>
    private Task<GitHubPullRequest> UpdateAsync(
        GitHubPullRequest open,
        DesiredPullRequest draft,
        CancellationToken cancellationToken
    ) =>
        client.WriteOnceAsync(
            token => pullRequests.UpdateAsync(open, draft, look => CheckHeadAsync(draft, look), token),
            async token =>
            {
                await CheckHeadAsync(draft, token);
                return await pullRequests.FindUpdatedAsync(open.Value.Number, draft, token);
            },
            cancellationToken
        );

    private Task<GitHubPullRequest> CreateAsync(
        DesiredPullRequest draft,
        string what,
        CancellationToken cancellationToken
    ) =>
        client.WriteOnceAsync(
            token => TryCreateAsync(draft, what, token),
            token => pullRequests.FindOpenAsync(draft.SourceBranch, draft.TargetBranch, token),
            cancellationToken
        );

    private async Task<GitHubPullRequest> TryCreateAsync(
        DesiredPullRequest draft,
        string what,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await pullRequests.CreateAsync(draft, what, cancellationToken);
            if (response.IsSuccess)
            {
                return pullRequests.Read(response);
            }

            switch (GitHubWords.RefusalOf(response))
            {
                // Another run was faster, or an answer was lost. A list may not show it yet.
                case GitHubRefusal.AlreadyOpen:
                    if (
                        await pullRequests.FindOpenAsync(draft.SourceBranch, draft.TargetBranch, cancellationToken) is
                        { } existing
                    )
                    {
                        return existing;
                    }

                    break;
                case GitHubRefusal.NothingToMerge:
                    await CheckHeadAsync(draft, cancellationToken);
                    throw GitHubFailures.NothingToMerge(draft);
                case GitHubRefusal.NoSuchBranch:
                    await CheckHeadAsync(draft, cancellationToken);
                    break;
                default:
                    throw client.Errors.From(response);
            }

            if (attempt == MaxAttempts)
            {
                throw client.Errors.From(response);
            }

            await time.WaitAsync(new Wait.ForForge(what), Pause, until: null, cancellationToken);
        }
    }

    private async Task CheckHeadAsync(DesiredPullRequest draft, CancellationToken cancellationToken)
    {
        if (!await branches.IsAtAsync(draft.SourceBranch, draft.Head, cancellationToken))
        {
            throw GitHubFailures.Moved(draft.SourceBranch, draft.Head);
        }
    }
}
