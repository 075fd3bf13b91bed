using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace GitOpsPromotion.Manifests;

/// <summary>The text between two tokens: whitespace and comments.</summary>
internal readonly ref struct TokenGap
{
    private readonly Token? previous;
    private readonly Token next;
    private readonly int column;
    private readonly ReadOnlySpan<char> below;

    /// <param name="text">The text that the tokens were read from.</param>
    /// <param name="previous">The token before the gap; null at the start of the text.</param>
    /// <param name="next">The token after the gap.</param>
    public TokenGap(string text, Token? previous, Token next)
    {
        (this.previous, this.next) = (previous, next);
        column = (int)(previous?.End.Column ?? 1) - 1;
        var start = EndOf(previous);
        below = text.AsSpan(start, (int)next.Start.Index - start);
        var comment = below.TrimStart(" \t");
        if (!CanHaveLineComment(previous) || comment is not ['#', ..])
        {
            return;
        }

        var end = comment.IndexOfAny(LineBreak.Characters);
        end = end < 0 ? comment.Length : end;
        Line = comment[..end].ToString();
        below = comment[end..];
    }

    /// <summary>The line comment of the token before; null if there is none, or that token cannot have one.</summary>
    public string? Line { get; }

    /// <summary>The head comment of the token after; null if there is none.</summary>
    /// <param name="indent">The column of the innermost block collection, from 0.</param>
    public string? FindHead(int indent) =>
        below.Contains('#')
            ? new CommentRun(
                Indent: indent,
                IsAfterColon: previous is Value,
                IsFirstLine: IsOnFirstLine(),
                IsDocumentStart: previous is null or StreamStart or DocumentStart or VersionDirective or TagDirective,
                ClosesFlow: next is FlowMappingEnd or FlowSequenceEnd
            ).FindHead(below, column)
            : null;

    /// <summary>The index after a token. For brackets, braces and commas, YamlDotNet reports a length of zero.</summary>
    public static int EndOf(Token? token) =>
        (int)(
            token switch
            {
                null => 0,
                FlowMappingStart or FlowMappingEnd or FlowSequenceStart or FlowSequenceEnd or FlowEntry => token
                    .Start
                    .Index + 1,
                _ => token.End.Index,
            }
        );

    /// <summary>Whether a token can have a line comment. A block scalar ends with its line; the others pass their comments on.</summary>
    private static bool CanHaveLineComment(Token? token) =>
        token
            is not (
                null
                or StreamStart
                or BlockEntry
                or DocumentStart
                or DocumentEnd
                or VersionDirective
                or TagDirective
                or Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded }
            );

    /// <summary>Whether the gap starts on the first line. Plain and block scalars include the line breaks after them.</summary>
    private bool IsOnFirstLine() =>
        previous is null
        || (
            previous.End.Line == 1
            && !(
                previous is Scalar { Style: ScalarStyle.Plain or ScalarStyle.Literal or ScalarStyle.Folded }
                && below.TrimStart(" \t") is [var first, ..]
                && LineBreak.Is(first)
                && below[0] is not '#'
            )
        );
}
