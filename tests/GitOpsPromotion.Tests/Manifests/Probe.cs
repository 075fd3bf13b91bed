using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>A small input, and the result of Flux for it.</summary>
/// <param name="Name">Its number and topic.</param>
/// <param name="Input">The manifest.</param>
/// <param name="Output">The manifest that Flux wrote; null if it wrote none.</param>
/// <param name="Sets">The values that Flux set: the marker, the old and the new value.</param>
internal sealed record Probe(
    string Name,
    string Input,
    string? Output,
    IReadOnlyList<(string Marker, string Old, string New)> Sets
)
{
    public static IReadOnlyList<Probe> ReadAll(string path) =>
        [.. File.ReadAllText(path).Split("===== ", StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    private static Probe Read(string text)
    {
        var parts = text.Split("\n--- ");
        var output = parts[2]["out\n".Length..].Trim();
        return new Probe(
            parts[0].Trim(),
            Unquote(parts[1]["in\n".Length..].Trim()),
            output is "None" ? null : Unquote(output),
            [.. parts[3].Split('\n').Where(line => line.StartsWith("SET |", StringComparison.Ordinal)).Select(ReadSet)]
        );
    }

    private static (string Marker, string Old, string New) ReadSet(string line)
    {
        var fields = line.Split(" | ");
        var values = fields[3].Split(" -> ");
        return (fields[2], Unquote(values[0]), Unquote(values[1]));
    }

    /// <summary>The text of a string literal of Python or Go.</summary>
    private static string Unquote(string literal)
    {
        StringBuilder text = new();
        for (var i = 1; i < literal.Length - 1; i++)
        {
            if (literal[i] is not '\\')
            {
                text.Append(literal[i]);
                continue;
            }

            i++;
            if (literal[i] is 'u')
            {
                text.Append(
                    (char)int.Parse(literal.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                );
                i += 4;
                continue;
            }

            text.Append(
                literal[i] switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    var other => other,
                }
            );
        }

        return text.ToString();
    }
}
