using GitOpsPromotion.Forges.Merges;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.Sites;

/// <summary>
/// A GitOps repository on a forge of its own: what people, controllers and CI systems do there, the same for each forge.
/// </summary>
/// <param name="sandbox">The folder of all of it.</param>
public abstract class ForgeSite(GitSandbox sandbox) : IAsyncDisposable
{
    public string Folder => sandbox.Path;

    /// <summary>What <c>--provider</c> takes.</summary>
    public abstract string Provider { get; }

    /// <summary>The bare repository behind the forge. Its default branch is <c>main</c>.</summary>
    public abstract TestRepository Remote { get; }

    /// <summary>The URL of <c>origin</c> in a clone.</summary>
    public abstract Uri Url { get; }

    /// <summary>May do all that the tool needs.</summary>
    public abstract string Token { get; }

    public abstract ForgeFaults Faults { get; }

    /// <summary>The requests to the API so far, each as <c>GET /path?query</c>.</summary>
    public abstract IReadOnlyList<string> ApiRequests { get; }

    /// <summary>All pull requests that the tool or a test has made, in the order of their numbers.</summary>
    public abstract IReadOnlyList<SitePullRequest> PullRequests { get; }

    public SitePullRequest? FindOpen(string branch) =>
        PullRequests.SingleOrDefault(pullRequest => pullRequest.IsOpen && pullRequest.Source == branch);

    /// <summary>From now on the default branch requires the check of the command <c>status</c>.</summary>
    public abstract void RequireCheck();

    /// <summary>From now on pull requests may be merged in this way only.</summary>
    public abstract void AllowOnly(MergeStyle style);

    /// <summary>A person edits a description on the web page.</summary>
    public abstract void EditDescription(int number, Func<string, string> edit);

    /// <summary>A person merges on the web page.</summary>
    public abstract Task MergeAsPersonAsync(int number);

    /// <summary>A controller sets a commit status, as Flux does.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="context">Such as <c>kustomization/webshop-dev/1a2b3c4d</c>.</param>
    /// <param name="state"><c>success</c>, <c>failure</c> or <c>pending</c>.</param>
    /// <param name="description">A sentence.</param>
    public abstract void ReportAsController(string commit, string context, string state, string description);

    /// <summary>Other people's pull requests: open ones, and then closed ones that are newer.</summary>
    public abstract void Crowd(int open, int closed);

    /// <summary>The variables in which the forge's CI names the branch of a pull request.</summary>
    public abstract IReadOnlyDictionary<string, string> CheckVariables(string branch);

    /// <summary>A clone whose <c>origin</c> is the forge.</summary>
    public TestRepository CloneAs(string name, params string[] options)
    {
        var clone = sandbox.Clone(Remote, name, options);
        clone.SetOrigin(Url);
        return clone;
    }

    /// <summary>Brings a clone to a branch of the forge, detached, as the checkout step of a CI system does.</summary>
    public void CheckOut(TestRepository clone, string branch = "main")
    {
        ArgumentNullException.ThrowIfNull(clone);
        clone.Git("fetch", "--quiet", Remote.Address, $"refs/heads/{branch}");
        clone.Git("checkout", "--quiet", "--force", "--detach", "FETCH_HEAD");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        sandbox.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the forge. Throws where it saw a request, or gave an answer, that its vendor does not describe.</summary>
    protected abstract ValueTask StopAsync();
}
