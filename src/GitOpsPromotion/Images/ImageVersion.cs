namespace GitOpsPromotion.Images;

/// <summary>The version that a promotion writes.</summary>
/// <param name="Tag">The new tag.</param>
/// <param name="Digest">The new digest; null to write image references without a digest.</param>
/// <param name="Image">The new repository; null to keep the old one.</param>
public sealed record ImageVersion(ImageTag Tag, ImageDigest? Digest = null, ImageRepository? Image = null);
