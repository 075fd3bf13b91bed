using GitOpsPromotion.Cli;
using GitOpsPromotion.Cli.Output;

Terminal? terminal = null;
var streams = StandardStreams.ForProcess();
var interruption = Interruption.Listen(TimeProvider.System, () => terminal?.WriteErrorOnce(Failures.Interrupted));
terminal = Terminal.ForProcess(streams);

return (int)
    await CommandLine.RunAsync(args, terminal, Environment.GetEnvironmentVariable, TimeProvider.System, interruption);
