using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GitOpsPromotion.Cli.Arguments;

/// <summary>The default help, followed by examples.</summary>
internal sealed class HelpWithExamples(HelpAction help, TextWriter output) : SynchronousCommandLineAction
{
    private static readonly IReadOnlyList<string> RootExamples =
    [
        "gitops-promotion demo",
        "gitops-promotion new --group webshop --app webui --tag 1.4.2",
    ];

    public override bool ClearsParseErrors => true;

    /// <summary>The command lines that the help of a command shows.</summary>
    public static IReadOnlyList<string> ExamplesOf(Command command) =>
        command is ToolCommand tool ? tool.Examples : RootExamples;

    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        output.WriteLine("Examples:");
        foreach (var example in ExamplesOf(parseResult.CommandResult.Command))
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        return result;
    }
}
