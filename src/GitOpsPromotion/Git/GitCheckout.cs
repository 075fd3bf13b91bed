namespace GitOpsPromotion.Git;

/// <summary>What the user has checked out. Reads only.</summary>
public sealed class GitCheckout
{
    private readonly GitProcess process;
    private readonly ObjectReader objects;

    internal GitCheckout(GitProcess process, ObjectReader objects)
    {
        this.process = process;
        this.objects = objects;
    }

    /// <summary>The commit and the branch of HEAD.</summary>
    public async Task<GitHead> GetHeadAsync(CancellationToken cancellationToken)
    {
        var symbolic = await process.RunAsync(["symbolic-ref", "--quiet", "HEAD"], cancellationToken);
        var head = (await objects.ReadAsync(["HEAD"], cancellationToken))[0];
        return new(
            head is null ? null : CommitSha.Parse(head.Id),
            BranchName.TryParseRef(symbolic.Line, out var branch) ? branch : null
        );
    }

    /// <summary>Whether the root of the working tree has a file, committed or not. False in a bare repository.</summary>
    public async Task<bool> HasFileAsync(string name, CancellationToken cancellationToken)
    {
        var root = await process.RunAsync(["rev-parse", "--show-toplevel"], cancellationToken);
        return root.ExitCode == 0 && File.Exists(Path.Combine(root.Line, name));
    }
}
