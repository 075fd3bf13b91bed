namespace GitOpsPromotion.Tests.Cli.Ci;

/// <summary>Reads the file of step outputs like GitHub's runner: the last value of a name counts.</summary>
internal static class StepOutputs
{
    public static Dictionary<string, string> Read(string text)
    {
        Dictionary<string, string> outputs = new(StringComparer.Ordinal);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length - 1; i++)
        {
            var heredoc = lines[i].IndexOf("<<", StringComparison.Ordinal);
            var assignment = lines[i].IndexOf('=', StringComparison.Ordinal);
            if (heredoc > 0 && (assignment < 0 || heredoc < assignment))
            {
                var end = Array.IndexOf(lines, lines[i][(heredoc + 2)..], i + 1);
                outputs[lines[i][..heredoc]] = string.Join('\n', lines[(i + 1)..end]);
                i = end;
            }
            else
            {
                outputs[lines[i][..assignment]] = lines[i][(assignment + 1)..];
            }
        }

        return outputs;
    }
}
