using System.Globalization;

namespace GitOpsPromotion.Promotions;

/// <summary>A problem that did not stop the command.</summary>
/// <param name="Message">One sentence without a full stop and without the location.</param>
/// <param name="File">The file, or null.</param>
/// <param name="Line">The line in the file, from 1, or null.</param>
public sealed record PromotionWarning(string Message, string? File = null, int? Line = null)
{
    /// <summary>The message after its location: <c>webshop/dev/app.yaml:3: …</c>.</summary>
    public override string ToString() =>
        (File, Line) switch
        {
            (null, _) => Message,
            (_, null) => $"{File}: {Message}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}"),
        };
}
