using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Manifests;

/// <summary>A value in a YAML text, and where it stands.</summary>
/// <param name="Key">Its key; for an item of a list the key of the list; null where there is none.</param>
/// <param name="Value">What YAML reads.</param>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Parent">A number for what it stands in: values of one mapping have the same.</param>
/// <param name="Depth">How many mappings and lists it stands in.</param>
internal sealed record PlacedScalar(string? Key, string Value, int Line, int Parent, int Depth)
{
    /// <summary>All values of all documents; null where the text is not YAML.</summary>
    public static IReadOnlyList<PlacedScalar>? ReadAll(string text)
    {
        List<PlacedScalar> scalars = [];
        Stack<Level> levels = [];
        var number = 0;
        Parser parser = new(new StringReader(text));
        try
        {
            while (parser.MoveNext())
            {
                switch (parser.Current)
                {
                    case Scalar scalar when IsKeyNext():
                        Advance(scalar.Value);
                        break;
                    case Scalar scalar:
                        scalars.Add(
                            new(
                                KeyOfNext(),
                                scalar.Value,
                                (int)scalar.Start.Line,
                                levels.TryPeek(out var parent) ? parent.Number : 0,
                                levels.Count
                            )
                        );
                        Advance("");
                        break;
                    case AnchorAlias:
                        Advance("");
                        break;
                    case MappingStart or SequenceStart:
                        var key = IsKeyNext() ? null : KeyOfNext();
                        Advance("");
                        levels.Push(
                            new(
                                parser.Current is MappingStart,
                                ++number,
                                key,
                                IsKeyNext: parser.Current is MappingStart
                            )
                        );
                        break;
                    case MappingEnd or SequenceEnd:
                        levels.Pop();
                        break;
                }
            }

            return scalars;
        }
        catch (Exception exception)
            when (exception is YamlException or ArgumentException or InvalidOperationException or NullReferenceException
            )
        {
            // Some texts surprise the parser itself.
            return null;
        }

        bool IsKeyNext() => levels.TryPeek(out var level) && level.IsKeyNext;

        string? KeyOfNext() => levels.TryPeek(out var level) ? level.Key : null;

        void Advance(string text)
        {
            if (levels.TryPop(out var level))
            {
                levels.Push(level.After(text));
            }
        }
    }

    private sealed record Level(bool IsMapping, int Number, string? Key, bool IsKeyNext)
    {
        public Level After(string text) =>
            !IsMapping ? this
            : IsKeyNext ? this with { IsKeyNext = false, Key = text }
            : this with { IsKeyNext = true, Key = null };
    }
}
