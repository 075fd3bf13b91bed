namespace GitOpsPromotion.Git;

/// <summary>An object of the object database.</summary>
/// <param name="Id">Its object ID in hex.</param>
/// <param name="Type"><c>blob</c>, <c>tree</c>, <c>commit</c> or <c>tag</c>.</param>
/// <param name="Content">The content without git's header.</param>
internal sealed record GitObject(string Id, string Type, byte[] Content);
