namespace GitOpsPromotion.Tests.Git;

/// <summary>Keeps what a trace reports, at once and in order; <see cref="Progress{T}"/> would do it later.</summary>
internal sealed class Recorder(List<string> lines) : IProgress<string>
{
    public void Report(string value)
    {
        lock (lines)
        {
            lines.Add(value);
        }
    }
}
