namespace GitOpsPromotion.Forges.GitHub;

/// <summary>A check run of an app, such as a job of Actions. It is no commit status, but it fulfils a required check.</summary>
/// <param name="Id">Rises with time.</param>
/// <param name="Name">Its name.</param>
/// <param name="Conclusion">Such as <c>success</c>; null while it runs.</param>
/// <param name="StartedAt">When it began.</param>
public sealed record GitHubCheckRun(long Id, string Name, string? Conclusion, DateTimeOffset StartedAt);
