using BenchmarkDotNet.Running;
using GitOpsPromotion.Benchmarks;

// "new" runs whole commands over repositories of several sizes; all else is BenchmarkDotNet's.
if (args is ["new", .. var executable])
{
    await NewOverManyManifests.RunAsync(executable.SingleOrDefault());
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
