namespace GitOpsPromotion.Forges.Serving;

/// <summary>A failure of one request.</summary>
public abstract record ForgeFault
{
    private ForgeFault() { }

    /// <summary>Whether the forge handles the request before the failure.</summary>
    public bool AfterTheWork { get; init; }

    /// <summary>Another answer instead of the forge's.</summary>
    public sealed record Answer(ForgeAnswer.Reply Instead) : ForgeFault
    {
        public Answer(int status, string body = "", params (string Name, string Value)[] headers)
            : this(new ForgeAnswer.Reply(status, body) { Headers = headers }) { }
    }

    /// <summary>The connection breaks.</summary>
    public sealed record Drop : ForgeFault;

    /// <summary>The answer does not come: the forge holds it until the client gives up, or the forge is disposed.</summary>
    public sealed record Hang : ForgeFault;

    /// <summary>A push that a rule of the forge rejects. For pushes only.</summary>
    public sealed record RejectPush(string Reason) : ForgeFault;
}
