using GitOpsPromotion.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitOpsPromotion.Manifests;

/// <summary>A scalar value in a YAML text, with its key and position.</summary>
/// <param name="Key">Its key; for an item of a list, the key of the list; null if there is none.</param>
/// <param name="Value">The value, as YAML reads it.</param>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Parent">A number for the collection that contains it: the same for all values of a mapping.</param>
/// <param name="Depth">The number of mappings and lists around it.</param>
internal sealed record LocatedScalar(string? Key, string Value, int Line, int Parent, int Depth)
{
    /// <summary>All scalar values of all documents; null if the text is not valid YAML.</summary>
    public static IReadOnlyList<LocatedScalar>? ReadAll(string text)
    {
        List<LocatedScalar> scalars = [];
        Stack<Level> levels = [];
        var number = 0;
        try
        {
            YamlEventReader events = new(text.TrimStart('\uFEFF'));
            while (events.Read())
            {
                Visit(events.Current);
            }

            return scalars;
        }
        catch (YamlException)
        {
            return null;
        }

        void Visit(ParsingEvent current)
        {
            var level = levels.TryPeek(out var top) ? top : Level.Root;
            switch (current)
            {
                case Scalar scalar when level.IsKeyNext:
                    Advance(scalar.Value);
                    break;
                case Scalar { Value: var value, Start.Line: var line }:
                    scalars.Add(new(level.Key, value, (int)line, level.Number, levels.Count));
                    Advance("");
                    break;
                case AnchorAlias:
                    Advance("");
                    break;
                case MappingStart or SequenceStart:
                    Advance("");
                    var isMapping = current is MappingStart;
                    levels.Push(new(isMapping, ++number, level.IsKeyNext ? null : level.Key, IsKeyNext: isMapping));
                    break;
                case MappingEnd or SequenceEnd:
                    levels.Pop();
                    break;
            }
        }

        void Advance(string key)
        {
            if (levels.TryPop(out var level))
            {
                levels.Push(level.After(key));
            }
        }
    }

    private sealed record Level(bool IsMapping, int Number, string? Key, bool IsKeyNext)
    {
        public static readonly Level Root = new(IsMapping: false, Number: 0, Key: null, IsKeyNext: false);

        public Level After(string key) =>
            !IsMapping ? this
            : IsKeyNext ? this with { IsKeyNext = false, Key = key }
            : this with { IsKeyNext = true, Key = null };
    }
}
