namespace GitOpsPromotion.Providers.Http;

/// <summary>How one attempt to send a request ended.</summary>
internal abstract record ApiAttempt
{
    private ApiAttempt() { }

    /// <summary>With an answer that stands.</summary>
    public sealed record Answered(ApiResponse Response) : ApiAttempt;

    /// <summary>The server limits requests or failed, and has done nothing.</summary>
    public sealed record Throttled(ApiPause Pause, ApiResponse Response) : ApiAttempt;

    /// <summary>Without an answer that says whether the request was carried out.</summary>
    /// <param name="Failure">What to say when no further attempt is made.</param>
    /// <param name="Delivery">How far the request may have come.</param>
    public sealed record Failed(PromotionException Failure, DeliveryState Delivery) : ApiAttempt
    {
        /// <summary>How long the server asks to wait; null where it does not say.</summary>
        public TimeSpan? Wait { get; init; }

        /// <summary>How long the attempt waited for an answer that did not come.</summary>
        public TimeSpan Cost { get; init; }
    }
}

/// <summary>How far a request without an answer has come.</summary>
internal enum DeliveryState
{
    /// <summary>It did not reach the server; the next attempt may.</summary>
    NotSent,

    /// <summary>It did not reach the server, and no further attempt will.</summary>
    Impossible,

    /// <summary>It may have been carried out.</summary>
    Unknown,
}
