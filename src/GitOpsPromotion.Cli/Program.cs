using GitOpsPromotion.Cli;
using GitOpsPromotion.Cli.Output;

return (int)
    await CommandLine.RunAsync(
        args,
        Terminal.OfProcess(),
        Environment.GetEnvironmentVariable,
        TimeProvider.System,
        CancellationToken.None
    );
