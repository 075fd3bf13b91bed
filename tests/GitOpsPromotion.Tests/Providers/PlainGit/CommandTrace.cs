namespace GitOpsPromotion.Tests.Providers.PlainGit;

/// <summary>Collects the names of the git commands that run.</summary>
internal sealed class CommandTrace(List<string> commands) : IProgress<string>
{
    public void Report(string value)
    {
        lock (commands)
        {
            commands.Add(value.Split(' ')[1]);
        }
    }
}
