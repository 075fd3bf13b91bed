using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace GitOpsPromotion.Manifests;

/// <summary>
/// Passes the tokens of YamlDotNet's scanner to its parser, and finds the line comment and the head comment of each scalar,
/// like go-yaml v3, the YAML library of Flux. See docs/decisions/0010-markers-as-go-yaml-attaches-them.md.
/// </summary>
/// <remarks>
/// YamlDotNet's comment tokens are not used. They lack the indentation and the order of tokens that decide which token a
/// comment belongs to, and they are missing after the indicator of a block scalar.
/// </remarks>
internal sealed class CommentScanner(string text) : IScanner
{
    // The parser's time per token grows with the depth. Real manifests have far fewer levels.
    private const int MaxDepth = 1_000;

    private readonly Scanner scanner = new(new StringReader(text), skipComments: true);
    private readonly Stack<int> indents = new([0]);
    private readonly PendingComments pending = new();
    private Token? previous;
    private Token? beforePrevious;
    private Token? observed;
    private bool isGapRead;
    private int flowLevel;

    /// <summary>The scalar token that was read last, with the comments that were read so far.</summary>
    public CommentedScalar? LastScalar { get; private set; }

    /// <summary>Called for each scalar after all its comments were read.</summary>
    public Action<CommentedScalar>? Completed { get; set; }

    public Mark CurrentPosition => scanner.CurrentPosition;

    public Token? Current => scanner.Current;

    public bool MoveNext()
    {
        ConsumeCurrent();
        return MoveNextWithoutConsuming();
    }

    public bool MoveNextWithoutConsuming()
    {
        while (scanner.MoveNextWithoutConsuming())
        {
            // YamlDotNet requires a space between a closing quote and a comment. Other parsers do not.
            if (
                scanner.Current is Error error
                && previous is Scalar
                && error.Start.Index < text.Length
                && text[(int)error.Start.Index] is '#'
            )
            {
                scanner.ConsumeCurrent();
                continue;
            }

            Observe(scanner.Current!);
            return true;
        }

        Complete();
        return false;
    }

    public void ConsumeCurrent() => scanner.ConsumeCurrent();

    private void Observe(Token token)
    {
        if (ReferenceEquals(token, observed))
        {
            return;
        }

        observed = token;
        if (indents.Count - 1 + flowLevel > MaxDepth)
        {
            throw new SemanticErrorException(
                token.Start,
                token.End,
                string.Create(CultureInfo.InvariantCulture, $"nested more than {MaxDepth} levels deep")
            );
        }

        if (!isGapRead && token.Start.Index >= TokenGap.EndOf(previous))
        {
            TokenGap gap = new(text, previous, token);
            AddLine(gap.Line);
            pending.AddHead(gap.FindHead(indents.Peek()));
            isGapRead = true;
        }

        switch (token)
        {
            case BlockMappingStart or BlockSequenceStart:
                indents.Push((int)token.Start.Column - 1);
                pending.EnterCollection();
                break;
            case BlockEnd:
                indents.Pop();
                break;
            case Key when token.Start.Index == token.End.Index:
                break;
            default:
                Attach(token);
                (beforePrevious, previous, isGapRead) = (previous, token, false);
                break;
        }
    }

    /// <summary>Attaches the pending comments to a token, if it is one that has comments.</summary>
    private void Attach(Token token)
    {
        switch (token)
        {
            case Scalar scalar:
                Complete();
                var (line, head) = pending.Take();
                LastScalar = new CommentedScalar(scalar, line, head, flowLevel > 0);
                if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
                {
                    ReadBlockScalarHeader(scalar);
                }

                break;
            case FlowMappingStart or FlowSequenceStart:
                flowLevel++;
                pending.Take();
                break;
            case FlowMappingEnd or FlowSequenceEnd:
                flowLevel--;
                pending.Take();
                break;
            case AnchorAlias or DocumentStart or DocumentEnd or StreamEnd:
                pending.Take();
                break;
            case BlockEntry:
                pending.EnterItem();
                break;
        }
    }

    private void Complete()
    {
        if (LastScalar is { } scalar)
        {
            LastScalar = null;
            Completed?.Invoke(scalar);
        }
    }

    private void ReadBlockScalarHeader(Scalar scalar)
    {
        var header = text.AsSpan((int)scalar.Start.Index);
        var end = header.IndexOfAny(LineBreak.Characters);
        header = end < 0 ? header : header[..end];
        var comment = header.IndexOf('#');
        if (comment >= 0)
        {
            LastScalar!.AddLine(header[comment..].ToString());
        }
    }

    /// <summary>Attaches a comment to the token before it. After a comma, or a colon in a block, it belongs to the token before that.</summary>
    private void AddLine(string? comment)
    {
        if (comment is null)
        {
            return;
        }

        var owner = previous is Value && flowLevel == 0 || previous is FlowEntry ? beforePrevious : previous;
        switch (owner)
        {
            case Scalar:
                LastScalar?.AddLine(comment);
                break;
            case AnchorAlias or FlowMappingStart or FlowMappingEnd or FlowSequenceStart or FlowSequenceEnd:
                break;
            default:
                pending.AddLine(comment);
                break;
        }
    }
}
