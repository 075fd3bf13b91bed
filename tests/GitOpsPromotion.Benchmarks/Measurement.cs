namespace GitOpsPromotion.Benchmarks;

/// <summary>One run of the tool.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="PeakMegabytes">The largest working set that was seen; without git's.</param>
internal sealed record Measurement(double Seconds, double PeakMegabytes);

/// <summary>What one run of the tool caused.</summary>
/// <param name="GitProcesses">How many git processes it started.</param>
/// <param name="BytesRead">What it read of git's objects, with a line of header each.</param>
internal sealed record Counts(int GitProcesses, long BytesRead);
