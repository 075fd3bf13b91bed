using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>A scalar with a marker, and its position in the text.</summary>
/// <param name="Marker">Its marker.</param>
/// <param name="Start">The index of its first character: a quote, a block scalar's indicator, or the text itself.</param>
/// <param name="End">The index after its last character.</param>
/// <param name="Line">The line of its first character, from 1.</param>
/// <param name="Style">How it is quoted.</param>
/// <param name="Value">The value, as YAML reads it.</param>
/// <param name="Tag">Its explicit YAML tag, resolved; empty if it has none.</param>
/// <param name="Key">Its key; null in a list or at the root.</param>
/// <param name="InFlow">Whether it is in <c>[…]</c> or <c>{…}</c>.</param>
/// <param name="Mapping">The mapping that contains it; null in a list or at the root.</param>
/// <param name="Sops">The SOPS metadata of its file.</param>
internal sealed record MarkedNode(
    Marker Marker,
    int Start,
    int End,
    int Line,
    ScalarStyle Style,
    string Value,
    string Tag,
    string? Key,
    bool InFlow,
    MappingValues? Mapping,
    SopsMetadata Sops
);
