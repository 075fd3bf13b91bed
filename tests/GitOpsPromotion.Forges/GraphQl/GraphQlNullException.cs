namespace GitOpsPromotion.Forges.GraphQl;

/// <summary>Null where the schema forbids it: the next field above that may be null is null instead.</summary>
public sealed class GraphQlNullException : Exception;
