using System.Globalization;

namespace GitOpsPromotion.Promotions;

/// <summary>What a user must know although the command succeeded.</summary>
/// <param name="Message">One sentence without a full stop; it does not repeat the place.</param>
/// <param name="File">The file that it is about; null where it is about no file.</param>
/// <param name="Line">The line in the file, from 1.</param>
public sealed record PromotionWarning(string Message, string? File = null, int? Line = null)
{
    /// <summary>The message with its place in front: <c>webshop/dev/app.yaml:3: …</c>.</summary>
    public override string ToString() =>
        (File, Line) switch
        {
            (null, _) => Message,
            (_, null) => $"{File}: {Message}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}"),
        };
}
