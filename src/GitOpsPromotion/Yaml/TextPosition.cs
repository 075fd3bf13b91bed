using YamlDotNet.Core;

namespace GitOpsPromotion.Yaml;

/// <summary>Positions in a text, as YamlDotNet counts them: lines and columns from 1, columns in UTF-16 code units.</summary>
internal static class TextPosition
{
    public static Mark At(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new Mark(index, before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
