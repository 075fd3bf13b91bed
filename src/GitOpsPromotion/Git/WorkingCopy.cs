namespace GitOpsPromotion.Git;

/// <summary>
/// A folder in which git commands run as a user types them, for showing how the tool is used. The promotions
/// themselves never go this way: they need no working copy.
/// </summary>
/// <param name="directory">The folder; it must exist.</param>
public sealed class WorkingCopy(string directory)
{
    private readonly GitProcess git = new(directory, GitEnvironment.Inherited, trace: null);

    /// <summary>The folder.</summary>
    public string Path => directory;

    /// <summary>Runs one command and returns what it printed on standard output.</summary>
    /// <exception cref="PromotionException">git ended with an error.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await git.RunAsync(arguments, cancellationToken);
        return result.ExitCode == 0
            ? result.Text
            : throw GitFailure.From($"git {arguments[0]} failed in {directory}.", result.Error);
    }
}
