namespace GitOpsPromotion.Tests.Git;

/// <summary>Records trace lines in order. <see cref="Progress{T}"/> would report them later.</summary>
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
