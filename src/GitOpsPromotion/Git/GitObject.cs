namespace GitOpsPromotion.Git;

/// <summary>An object of the repository.</summary>
/// <param name="Id">Its name in hex.</param>
/// <param name="Type"><c>blob</c>, <c>tree</c>, <c>commit</c> or <c>tag</c>.</param>
/// <param name="Content">Without git's own header.</param>
internal sealed record GitObject(string Id, string Type, byte[] Content);
