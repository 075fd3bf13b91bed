namespace GitOpsPromotion.Forges.Serving;

/// <summary>An answer of a forge.</summary>
public abstract record ForgeAnswer
{
    private ForgeAnswer() { }

    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">The body, empty where there is none.</param>
    public sealed record Reply(int Status, string Body = "") : ForgeAnswer
    {
        public string ContentType { get; init; } = "application/json; charset=utf-8";

        public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

        /// <summary>The same with one more header.</summary>
        public Reply With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
    }

    /// <summary>git answers.</summary>
    /// <param name="Path">The path below the folder of repositories.</param>
    public sealed record Git(string Path) : ForgeAnswer
    {
        /// <summary>More of git's environment.</summary>
        public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

        /// <summary>Runs when git is done.</summary>
        public Action Done { get; init; } = () => { };
    }
}
