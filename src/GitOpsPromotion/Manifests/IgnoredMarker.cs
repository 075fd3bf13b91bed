using System.Globalization;

namespace GitOpsPromotion.Manifests;

/// <summary>A marker of the app that sets no value.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Problem">Why, as a clause: <c>the marker has single quotes</c>.</param>
public sealed record IgnoredMarker(string Path, int Line, string Problem)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}: {Problem}");
}
