using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GitOpsPromotion.Cli.Commands;

namespace GitOpsPromotion.Cli;

/// <summary>The usual help, and below it command lines that work when pasted.</summary>
internal sealed class HelpWithExamples(HelpAction help, TextWriter terminalHelp) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        terminalHelp.WriteLine("Examples:");
        foreach (var example in Examples.For(parseResult.CommandResult.Command.Name))
        {
            terminalHelp.WriteLine($"  {example}");
        }

        terminalHelp.WriteLine();
        return result;
    }
}
