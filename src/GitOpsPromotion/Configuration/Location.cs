using YamlDotNet.Core;

namespace GitOpsPromotion.Configuration;

/// <summary>A position in the file. Lines and columns count from 1, columns in UTF-16 code units.</summary>
internal sealed record Location(string File, long Line, long Column)
{
    public static Location At(string file, Mark mark) => new(file, mark.Line, mark.Column);

    /// <summary>The failure for an error at this position.</summary>
    /// <param name="problem">What is wrong, in one or two sentences.</param>
    /// <param name="hint">How to fix it.</param>
    /// <param name="cause">The parser's exception; null if the parser did not fail.</param>
    public PromotionException Error(string problem, string hint, Exception? cause = null) =>
        new(FailureKind.Configuration, $"{this}: {problem}", cause) { Hint = hint };

    public override string ToString() => $"{File}:{Line}:{Column}";
}
