using GitOpsPromotion.Git;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Tests.Providers;

/// <summary>A forge with one repository, as the contract of the providers needs it. Its default branch has one commit.</summary>
public interface IProviderForge : IAsyncDisposable
{
    BranchName DefaultBranch { get; }

    /// <summary>Connects as another CI job would: with a clone of its own.</summary>
    Task<IGitProvider> ConnectAsync();

    /// <summary>Moves a branch to a new commit on top of the default branch that sets one file. Returns the commit.</summary>
    Task<CommitSha> PushAsync(BranchName branch, string path, string content);

    Task DeleteAsync(BranchName branch);

    /// <summary>The tip of a branch, or null where there is no such branch.</summary>
    Task<CommitSha?> FindTipAsync(BranchName branch);

    /// <summary>The content of a file on the default branch.</summary>
    Task<string> ReadFileAsync(string path);

    /// <summary>The message of a commit.</summary>
    Task<string> ReadMessageAsync(CommitSha commit);

    /// <summary>From now on pull requests must wait for the promotion check, where the forge has such a rule.</summary>
    Task RequireCheckAsync();

    /// <summary>The forge's CI ran the promotion check with success, where the forge learns it from the CI.</summary>
    Task CompleteCheckAsync(CommitSha head);

    /// <summary>Returns when the forge has done what it does later.</summary>
    Task SettleAsync();
}
