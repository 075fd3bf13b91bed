namespace GitOpsPromotion.Manifests;

/// <summary>A line that mentions the policy.</summary>
/// <param name="Start">The index of its first character in the text.</param>
/// <param name="End">The index of its line break; the end of the text if it has none.</param>
/// <param name="Number">The number of the line, from 1.</param>
/// <param name="Line">Its text.</param>
internal sealed record MarkerMention(int Start, int End, int Number, string Line);
