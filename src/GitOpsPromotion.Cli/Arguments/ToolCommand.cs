using System.CommandLine;

namespace GitOpsPromotion.Cli.Arguments;

/// <summary>A command with the command lines that its help shows.</summary>
internal sealed class ToolCommand(string name, string description, params IReadOnlyList<string> examples)
    : Command(name, description)
{
    /// <summary>Complete command lines that can be pasted into a shell.</summary>
    public IReadOnlyList<string> Examples => examples;
}
