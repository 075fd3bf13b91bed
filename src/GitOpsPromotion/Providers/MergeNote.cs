namespace GitOpsPromotion.Providers;

/// <summary>What is to be kept of the reason for a merge.</summary>
/// <param name="Message">A paragraph for the message of the merge commit.</param>
/// <param name="Description">
/// The description that the pull request gets instead, where the forge takes no message for the merge.
/// </param>
public sealed record MergeNote(string Message, string Description);
