namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>A value where its field may hold several types.</summary>
internal sealed record GraphQlNode(string Type, object Value);
