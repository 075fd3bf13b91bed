using YamlDotNet.Core;

namespace GitOpsPromotion.Configuration;

/// <summary>Where in the file something stands. Lines and columns count from 1, columns in UTF-16 code units.</summary>
internal sealed record Location(string File, long Line, long Column)
{
    public static Location At(string file, Mark mark) => new(file, mark.Line, mark.Column);

    /// <summary>The failure that a mistake at this place is.</summary>
    /// <param name="found">What stands there and what is allowed, in one or two sentences.</param>
    /// <param name="hint">What to write instead.</param>
    /// <param name="cause">The parser's own exception, if there is one.</param>
    public PromotionException Error(string found, string hint, Exception? cause = null) =>
        new(FailureKind.Configuration, $"{this}: {found}", cause) { Hint = hint };

    public override string ToString() => $"{File}:{Line}:{Column}";
}
