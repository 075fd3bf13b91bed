using System.Globalization;

namespace GitOpsPromotion.Manifests;

/// <summary>What was meant as a marker of the app, and sets nothing.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Problem">Why it sets nothing, as a clause: <c>the marker has single quotes</c>.</param>
public sealed record UnsetMarker(string Path, int Line, string Problem)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}: {Problem}");
}
