using System.Buffers;

namespace GitOpsPromotion.Configuration;

/// <summary>The characters that no YAML file may hold; the parser takes some of them for the end of the file.</summary>
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

    public static void Refuse(string text, string file)
    {
        if (text.AsSpan().IndexOfAny(All) is var index and >= 0)
        {
            var before = text.AsSpan(0, index);
            throw new Location(file, before.Count('\n') + 1, index - before.LastIndexOf('\n')).Error(
                $"the control character {Quote.Of(text[index].ToString())} stands here. YAML allows none.",
                "Remove it, and check that the file is saved as UTF-8."
            );
        }
    }
}
