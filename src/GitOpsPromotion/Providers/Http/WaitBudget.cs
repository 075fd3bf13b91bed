namespace GitOpsPromotion.Providers.Http;

/// <summary>How long a command may still wait for its forge: one budget for all of its requests.</summary>
internal sealed class WaitBudget(TimeProvider time, TimeSpan total)
{
    private readonly Lock gate = new();
    private TimeSpan left = total;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <summary>Takes a wait from the budget; false where it is longer.</summary>
    public bool TrySpend(TimeSpan wait)
    {
        lock (gate)
        {
            if (wait > left)
            {
                return false;
            }

            left -= wait;
            return true;
        }
    }

    /// <summary>Takes a wait that the server asks for from the budget.</summary>
    /// <exception cref="PromotionException">It is longer than what is left, or ends after the request's deadline.</exception>
    public void Spend(TimeSpan wait, ApiRequest request)
    {
        if (ServerTime.After(time.GetUtcNow(), wait) > request.Deadline || !TrySpend(wait))
        {
            // A later request fails here, and not at the server.
            DelayNext(wait);
            throw ApiFailures.AskedToWait(request, ServerTime.After(time.GetUtcNow(), wait));
        }
    }

    /// <summary>The server has answered, and asks for a wait before the next request.</summary>
    public void DelayNext(TimeSpan wait)
    {
        lock (gate)
        {
            notBefore = ServerTime.After(time.GetUtcNow(), wait);
        }
    }

    /// <summary>Waits until the server accepts the next request.</summary>
    /// <returns>Whether that took a wait.</returns>
    public async Task<bool> WaitForTurnAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (gate)
        {
            wait = notBefore - time.GetUtcNow();
        }

        if (wait <= TimeSpan.Zero)
        {
            return false;
        }

        Spend(wait, request);
        await time.WaitAsync(
            new Wait.ForServer(request.Url.Authority, Failure: null),
            wait,
            time.GetUtcNow() + wait,
            cancellationToken
        );
        return true;
    }
}
