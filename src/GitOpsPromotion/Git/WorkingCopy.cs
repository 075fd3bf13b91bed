namespace GitOpsPromotion.Git;

/// <summary>
/// A folder in which git commands run as a user would type them, for the demonstration. Promotions do not use it:
/// they need no working copy.
/// </summary>
/// <param name="directory">The folder; it must exist.</param>
public sealed class WorkingCopy(string directory)
{
    private readonly GitProcess git = new(directory, GitEnvironment.Inherited, trace: null);

    /// <summary>The folder.</summary>
    public string Path => directory;

    /// <summary>Runs a git command and returns its standard output.</summary>
    /// <exception cref="PromotionException">git failed.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await git.RunAsync(arguments, cancellationToken);
        return result.ExitCode == 0
            ? result.Text
            : throw GitFailure.From($"git {arguments[0]} failed in {directory}.", result.Error);
    }
}
