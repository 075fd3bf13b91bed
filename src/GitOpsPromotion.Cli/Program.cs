using GitOpsPromotion.Cli;
using GitOpsPromotion.Cli.Output;

Terminal? terminal = null;
var streams = StandardStreams.OfProcess();
var interruption = Interruption.Listen(TimeProvider.System, () => terminal?.SayOnce(Failures.Interrupted));
terminal = Terminal.OfProcess(streams);

return (int)
    await CommandLine.RunAsync(args, terminal, Environment.GetEnvironmentVariable, TimeProvider.System, interruption);
