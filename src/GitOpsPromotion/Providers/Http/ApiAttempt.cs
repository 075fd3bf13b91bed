namespace GitOpsPromotion.Providers.Http;

/// <summary>How one attempt to send a request ended.</summary>
internal abstract record ApiAttempt
{
    private ApiAttempt() { }

    /// <summary>With an answer that stands.</summary>
    public sealed record Answered(ApiResponse Response) : ApiAttempt;

    /// <summary>The server wants to be asked later, and has done nothing.</summary>
    public sealed record PutOff(TimeSpan Wait) : ApiAttempt;

    /// <summary>Without a word on whether the request was carried out.</summary>
    /// <param name="Failure">What to say when no further attempt is made.</param>
    /// <param name="Fate">What may have become of the request.</param>
    public sealed record Failed(PromotionException Failure, RequestFate Fate) : ApiAttempt
    {
        /// <summary>How long the server wants to be left alone, where it says so.</summary>
        public TimeSpan? Wait { get; init; }

        /// <summary>How long it was waited for an answer that did not come.</summary>
        public TimeSpan Cost { get; init; }
    }
}

/// <summary>What may have become of a request that has no answer.</summary>
internal enum RequestFate
{
    /// <summary>It never got to the server; the next attempt may.</summary>
    NotSent,

    /// <summary>It never got to the server, nor will the next.</summary>
    Hopeless,

    /// <summary>It may have been carried out.</summary>
    Unknown,
}
