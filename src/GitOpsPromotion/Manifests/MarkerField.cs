namespace GitOpsPromotion.Manifests;

/// <summary>The part of an image reference that a marked scalar contains.</summary>
public enum MarkerField
{
    /// <summary>The whole reference: <c>group:app</c>.</summary>
    Image,

    /// <summary>The tag: <c>group:app:tag</c>.</summary>
    Tag,

    /// <summary>The repository: <c>group:app:name</c>.</summary>
    Name,

    /// <summary>The digest: <c>group:app:digest</c>.</summary>
    Digest,
}
