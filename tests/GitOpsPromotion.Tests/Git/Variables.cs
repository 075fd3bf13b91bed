namespace GitOpsPromotion.Tests.Git;

/// <summary>Sets environment variables for the length of a test.</summary>
internal sealed class Variables : IDisposable
{
    private readonly Dictionary<string, string?> former = new(StringComparer.Ordinal);

    public string? this[string name]
    {
        set
        {
            former.TryAdd(name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in former)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
