namespace GitOpsPromotion.Forges.Sites;

/// <summary>The webshop on a forge, a clone of it, and the tool in one way or another.</summary>
/// <typeparam name="TRun">What a run of the tool said, and how it ended.</typeparam>
public abstract class SiteShop<TRun> : IAsyncDisposable
{
    protected SiteShop(ForgeSite site, string configuration)
    {
        ArgumentNullException.ThrowIfNull(site);
        Site = site;
        First = site.Remote.Commit("main", Webshop.Files(configuration));
        Clone = site.CloneAs("clone", "--depth=1");
        Variables["GITOPS_PROMOTION_TOKEN"] = site.Token;
    }

    public ForgeSite Site { get; }

    public TestRepository Clone { get; }

    /// <summary>The environment of the tool, besides what every run gets.</summary>
    public IDictionary<string, string> Variables { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The commit that the default branch began with.</summary>
    public string First { get; }

    public string Tip => Site.Remote.Resolve("main");

    /// <summary>Runs the tool in the clone.</summary>
    public Task<TRun> RunAsync(params string[] arguments) => RunToolAsync([.. arguments, "--provider", Site.Provider]);

    /// <summary>Starts a promotion of webui.</summary>
    public Task<TRun> NewAsync(string tag = "1.1.0") =>
        RunAsync("new", "--group", "webshop", "--app", "webui", "--tag", tag);

    /// <summary>The job that a merge to the default branch starts.</summary>
    public Task<TRun> PromoteAsync()
    {
        Site.CheckOut(Clone);
        return RunAsync("promote");
    }

    /// <summary>The check of a pull request, as the forge's CI runs it: detached, with the branch in a variable.</summary>
    public async Task<TRun> CheckAsync(string branch = Webshop.Branch)
    {
        Site.CheckOut(Clone, branch);
        var variables = Site.CheckVariables(branch);
        foreach (var (name, value) in variables)
        {
            Variables[name] = value;
        }

        var run = await RunAsync("status");
        foreach (var name in variables.Keys)
        {
            Variables.Remove(name);
        }

        return run;
    }

    public Task<TRun> MergeAsync(string environment) =>
        RunAsync("merge", "--group", "webshop", "--app", "webui", "--environment", environment);

    /// <summary>The controller of an environment reports a status on the tip of the default branch.</summary>
    public void Reconcile(string environment, string state = "success") =>
        Site.ReportAsController(
            Tip,
            $"kustomization/webshop-{environment}/1a2b3c4d",
            state,
            state is "success" ? "reconciliation succeeded" : "health check failed"
        );

    /// <summary>Takes the version into dev and opens its promotion to qa, where the check is demanded.</summary>
    public async Task BringToQaAsync(string tag = "1.1.0")
    {
        Site.RequireCheck();
        Demand(await NewAsync(tag));
        Demand(await CheckAsync());
        Demand(await PromoteAsync());
    }

    /// <summary>What the default branch holds in an environment.</summary>
    public string Held(string manifest) => Site.Remote.Read("main", manifest);

    /// <summary>The paths that differ between two revisions of the remote.</summary>
    public string[] Changed(string before, string after) =>
        Site.Remote.Git("diff", "--name-only", "-z", before, after).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the tool in the clone with the variables, and makes sure that it did not show the token.</summary>
    protected abstract Task<TRun> RunToolAsync(string[] arguments);

    /// <summary>Fails where a run did not end well.</summary>
    protected abstract void Demand(TRun run);
}
