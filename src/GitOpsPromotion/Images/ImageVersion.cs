namespace GitOpsPromotion.Images;

/// <summary>What a promotion writes: the tag, and where given the digest and another repository.</summary>
/// <param name="Tag">The new tag.</param>
/// <param name="Digest">The new digest; null leaves image references without one.</param>
/// <param name="Image">The repository that replaces the old one; null keeps it.</param>
public sealed record ImageVersion(ImageTag Tag, ImageDigest? Digest = null, ImageRepository? Image = null);
