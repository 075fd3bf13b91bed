using GitOpsPromotion.Cli;
using GitOpsPromotion.Cli.Output;

Terminal? terminal = null;
var streams = StandardStreams.ForProcess();
var interruption = ProcessSignals.Register(
    TimeProvider.System,
    () => terminal?.WriteErrorOnce(Failures.InterruptedMessage)
);
terminal = Terminal.ForProcess(streams);

return (int)
    await CommandLine.RunAsync(args, terminal, Environment.GetEnvironmentVariable, TimeProvider.System, interruption);
