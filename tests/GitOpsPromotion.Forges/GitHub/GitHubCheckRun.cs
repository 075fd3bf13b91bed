namespace GitOpsPromotion.Forges.GitHub;

/// <summary>A check run of an app, such as a job of Actions. It is not a commit status, but it meets a required check.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Conclusion">Such as <c>success</c>; null while it runs.</param>
internal sealed record GitHubCheckRun(string Name, string? Conclusion);
