using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>Reads what was written, so that a mistake of ours is never pushed.</summary>
internal static class RewriteCheck
{
    /// <param name="path">The file, for the message.</param>
    /// <param name="expected">The reading of the old text, with the values that the marked scalars are to hold.</param>
    /// <param name="text">The new text.</param>
    /// <exception cref="InvalidOperationException">Something else than the marked scalars changed: a bug.</exception>
    public static void Verify(string path, YamlReading expected, string text)
    {
        YamlReading actual;
        try
        {
            actual = YamlReading.Of(text);
        }
        catch (YamlException exception)
        {
            throw new InvalidOperationException($"{path}: the rewritten file is no valid YAML.", exception);
        }

        if (actual.Fingerprint != expected.Fingerprint || actual.Nodes.Count != expected.Nodes.Count)
        {
            throw new InvalidOperationException($"{path}: rewriting the file changed more than the marked values.");
        }

        foreach (var (read, meant) in actual.Nodes.Zip(expected.Nodes))
        {
            if (Meaning(read) != Meaning(meant))
            {
                throw new InvalidOperationException(
                    $"{path}:{read.Line}: the value marked {meant.Marker} reads as '{read.Value}' and not as '{meant.Value}'."
                );
            }
        }
    }

    private static (string Value, Marker Marker, string Tag, string? Key) Meaning(MarkedNode node) =>
        (node.Value, node.Marker, node.Tag, node.Key);
}
