using System.Buffers;

namespace GitOpsPromotion.Manifests;

/// <summary>The line breaks of YAML 1.1, which go-yaml and YamlDotNet use. YAML 1.2 has only the first two.</summary>
internal static class LineBreak
{
    public static SearchValues<char> Characters { get; } = SearchValues.Create("\r\n\u0085\u2028\u2029");

    /// <summary>Line breaks, spaces and tabs.</summary>
    public static SearchValues<char> WhiteSpace { get; } = SearchValues.Create(" \t\r\n\u0085\u2028\u2029");

    public static bool Is(char character) => Characters.Contains(character);

    /// <summary>The index after the line break at an index. A carriage return and a line feed are one line break.</summary>
    public static int Skip(ReadOnlySpan<char> text, int index) =>
        text[index] is '\r' && index + 1 < text.Length && text[index + 1] is '\n' ? index + 2 : index + 1;
}
