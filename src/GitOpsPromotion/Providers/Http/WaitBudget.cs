namespace GitOpsPromotion.Providers.Http;

/// <summary>How long a command may still wait for its forge, over all of its requests.</summary>
internal sealed class WaitBudget(TimeProvider time, TimeSpan total)
{
    private readonly Lock gate = new();
    private TimeSpan left = total;
    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    /// <summary>Takes a wait from what is left; false where it is too long.</summary>
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

    /// <summary>Takes a wait that the server asks for from what is left.</summary>
    /// <exception cref="PromotionException">It is too long.</exception>
    public void Spend(TimeSpan wait, ApiRequest request)
    {
        if (ServerTime.After(time.GetUtcNow(), wait) > request.Deadline || !TrySpend(wait))
        {
            // Who asks again all the same is told so here, and not by the server.
            PutOffNext(wait);
            throw ApiFailures.AskedToWait(request, ServerTime.After(time.GetUtcNow(), wait));
        }
    }

    /// <summary>The server has answered, but wants the next request to come later.</summary>
    public void PutOffNext(TimeSpan wait)
    {
        lock (gate)
        {
            notBefore = ServerTime.After(time.GetUtcNow(), wait);
        }
    }

    /// <summary>Waits until the server wants the next request, and the request still is to be sent then.</summary>
    public async Task WaitForTurnAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await WaitAsync(request, cancellationToken);
        if (request.BeforeSending is { } look)
        {
            do
            {
                await look(cancellationToken);
            } while (await WaitAsync(request, cancellationToken));
        }
    }

    private async Task<bool> WaitAsync(ApiRequest request, CancellationToken cancellationToken)
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
