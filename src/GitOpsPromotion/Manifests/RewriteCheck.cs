using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>Parses a rewritten file and compares it with the expected content, so that a bug of the rewriter is never pushed.</summary>
internal static class RewriteCheck
{
    /// <param name="path">The file, for the message.</param>
    /// <param name="expected">The old content, with the new values of the marked scalars.</param>
    /// <param name="text">The new text.</param>
    /// <exception cref="InvalidOperationException">The rewriter changed something else: a bug.</exception>
    public static void Verify(string path, ParsedManifest expected, string text)
    {
        ParsedManifest actual;
        try
        {
            actual = ParsedManifest.Parse(text);
        }
        catch (YamlException exception)
        {
            throw new InvalidOperationException($"{path}: the rewritten file is not valid YAML.", exception);
        }

        if (actual.Fingerprint != expected.Fingerprint || actual.Nodes.Count != expected.Nodes.Count)
        {
            throw new InvalidOperationException($"{path}: rewriting the file changed more than the marked values.");
        }

        foreach (var (actualNode, expectedNode) in actual.Nodes.Zip(expected.Nodes))
        {
            if (ContentOf(actualNode) != ContentOf(expectedNode))
            {
                throw new InvalidOperationException(
                    $"{path}:{actualNode.Line}: the value marked {expectedNode.Marker} is '{actualNode.Value}' instead of '{expectedNode.Value}'."
                );
            }
        }
    }

    private static (string Value, Marker Marker, string Tag, string? Key) ContentOf(MarkedNode node) =>
        (node.Value, node.Marker, node.Tag, node.Key);
}
