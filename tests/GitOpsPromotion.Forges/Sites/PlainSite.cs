using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitOpsPromotion.Forges.Sites;

/// <summary>A GitOps repository without a forge: a bare remote, clones of it, and the tool in one way or another.</summary>
/// <typeparam name="TRun">What a run of the tool said, and how it ended.</typeparam>
public abstract class PlainSite<TRun> : IDisposable
{
    private readonly GitSandbox sandbox = new();
    private TestRepository? clone;

    /// <param name="branch">The default branch.</param>
    /// <param name="files">What it holds.</param>
    protected PlainSite(string branch, params (string Path, string Content)[] files)
    {
        Branch = branch;
        Remote = sandbox.CreateRemote(branch: branch);
        First = Remote.Commit(branch, files);
    }

    /// <summary>Copies a site with its clone, without git processes.</summary>
    /// <param name="original">A site that no tool runs in.</param>
    protected PlainSite(PlainSite<TRun> original)
    {
        ArgumentNullException.ThrowIfNull(original);
        (Branch, First) = (original.Branch, original.First);
        original.sandbox.CopyTo(sandbox);
        Remote = new TestRepository(sandbox["remote.git"]);
        if (original.clone is not null)
        {
            clone = new TestRepository(sandbox["clone"]);
            clone.SetOrigin(new Uri(Remote.Path));
        }
    }

    public string Branch { get; }

    public TestRepository Remote { get; }

    /// <summary>The commit that the default branch began with.</summary>
    public string First { get; }

    /// <summary>The clone that the tool runs in.</summary>
    public TestRepository Clone => clone ??= CloneAs("clone");

    /// <summary>The folder of all of it.</summary>
    public string Folder => sandbox.Path;

    /// <summary>Another clone of the remote.</summary>
    public TestRepository CloneAs(string name, params string[] options) => sandbox.Clone(Remote, name, options);

    /// <summary>Runs the tool in the clone.</summary>
    public Task<TRun> RunAsync(params string[] arguments) => RunInAsync(Clone.Path, arguments);

    /// <summary>Runs the tool in a folder.</summary>
    public abstract Task<TRun> RunInAsync(string directory, params string[] arguments);

    /// <summary>Starts a promotion of webui.</summary>
    public Task<TRun> NewAsync(string tag, params string[] more) =>
        RunAsync(["new", "--group", "webshop", "--app", "webui", "--tag", tag, .. more]);

    /// <summary>Sets the status of an environment on the commit at HEAD.</summary>
    public Task<TRun> ReportAsync(string environment, string state = "success", params string[] more) =>
        RunAsync(["report", "--group", "webshop", "--environment", environment, "--state", state, .. more]);

    /// <summary>The check of a pull request's branch.</summary>
    public Task<TRun> StatusAsync(string branch = "promote/webshop-webui", params string[] more) =>
        RunAsync(["status", "--branch", branch, .. more]);

    public Task<TRun> MergeAsync(string environment, params string[] more) =>
        RunAsync(["merge", "--group", "webshop", "--app", "webui", "--environment", environment, .. more]);

    /// <summary>Brings the clone to the tip of the default branch, as a CI job that a merge started.</summary>
    /// <returns>The commit.</returns>
    public string Pull()
    {
        Clone.Git("pull", "--quiet", "--ff-only");
        return Clone.Resolve("HEAD");
    }

    /// <summary>The tip of the default branch at the remote.</summary>
    public string Tip => Remote.Resolve(Branch);

    /// <summary>All refs of the remote, and what HEAD names.</summary>
    public string Refs => Remote.Git("for-each-ref") + '\n' + Remote.Git("symbolic-ref", "HEAD");

    /// <summary>The paths that differ between two commits of the remote.</summary>
    public string[] Changed(string before, string after) =>
        Remote.Git("diff", "--name-only", "-z", before, after).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The pull request that is open on a branch, as the remote holds it.</summary>
    public JsonElement Open(string branch) => Document($"refs/gitops-promotion/open/{branch}");

    /// <summary>A pull request that was merged.</summary>
    public JsonElement Merged(int number) => Document($"refs/gitops-promotion/merged/{number}");

    public bool IsOpen(string branch) => Remote.Has($"refs/gitops-promotion/open/{branch}");

    /// <summary>Changes a text of an open pull request, as anyone with access to the remote can.</summary>
    /// <param name="branch">Its branch.</param>
    /// <param name="edit">Makes the new text of the old.</param>
    /// <param name="field">Which text.</param>
    public void EditOpen(string branch, Func<string, string> edit, string field = "body")
    {
        ArgumentNullException.ThrowIfNull(edit);
        var name = $"refs/gitops-promotion/open/{branch}";
        var document = JsonNode.Parse(Remote.Git("show", "--no-patch", "--format=%b", name))!;
        var text = document[field]!.GetValue<string>();
        var edited = edit(text);
        if (edited == text)
        {
            throw new ArgumentException($"That changes nothing in: {text}", nameof(edit));
        }

        document[field] = edited;
        Write(name, document);
    }

    /// <summary>Sets a ref of the provider to a document.</summary>
    public void Write(string name, JsonNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var tree = Remote.Git([], "hash-object", "-t", "tree", "-w", "--stdin");
        var message = Encoding.UTF8.GetBytes($"By hand\n\n{document.ToJsonString()}\n");
        Remote.Git("update-ref", name, Remote.Git(message, "commit-tree", tree));
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => sandbox.Dispose();

    // A subject, an empty line, the document.
    private JsonElement Document(string name) =>
        JsonDocument.Parse(Remote.Git("show", "--no-patch", "--format=%b", name)).RootElement;
}
