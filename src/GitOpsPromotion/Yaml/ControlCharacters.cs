using System.Buffers;
using YamlDotNet.Core;

namespace GitOpsPromotion.Yaml;

/// <summary>The characters that YAML does not allow. YamlDotNet accepts most of them.</summary>
/// <remarks>Source: https://yaml.org/spec/1.2.2/#51-character-set</remarks>
internal static class ControlCharacters
{
    private static readonly SearchValues<char> All = SearchValues.Create([
        .. Enumerable
            .Range(0x00, 0xA0)
            .Select(code => (char)code)
            .Where(character => char.IsControl(character) && character is not ('\t' or '\n' or '\r' or '\u0085')),
        '\uFFFE',
        '\uFFFF',
    ]);

    /// <summary>The first one in a text; null if there is none.</summary>
    public static (char Character, Mark Position)? Find(string text) =>
        text.AsSpan().IndexOfAny(All) is var index and >= 0 ? (text[index], TextPosition.At(text, index)) : null;
}
