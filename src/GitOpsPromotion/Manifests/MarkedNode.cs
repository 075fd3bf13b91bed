using YamlDotNet.Core;

namespace GitOpsPromotion.Manifests;

/// <summary>A scalar with a marker, and where its text stands.</summary>
/// <param name="Marker">What its marker says.</param>
/// <param name="Start">The index of its first character: a quote, a block scalar's indicator, or the text itself.</param>
/// <param name="End">The index behind its last character.</param>
/// <param name="Line">The line of its first character, from 1.</param>
/// <param name="Style">How it is quoted.</param>
/// <param name="Value">What YAML reads.</param>
/// <param name="Tag">Its explicit tag, resolved; empty where it has none.</param>
/// <param name="Key">The key whose value it is; null in a list or at the root.</param>
/// <param name="InFlow">Whether it stands in <c>[…]</c> or <c>{…}</c>.</param>
/// <param name="Mapping">The mapping whose value it is; null in a list or at the root.</param>
/// <param name="Sops">What SOPS wrote into its document.</param>
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
