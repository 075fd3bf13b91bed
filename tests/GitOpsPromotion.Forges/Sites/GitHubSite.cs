using GitOpsPromotion.Forges.GitHub;
using GitOpsPromotion.Forges.Merges;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.Sites;

/// <summary>A GitOps repository on a GitHub of its own, which deletes branches when they are merged.</summary>
public sealed class GitHubSite : ForgeSite
{
    private readonly GitHubForge forge;
    private readonly GitHubRepository repository;
    private MergeStyle allowed = MergeStyle.Merge;

    private GitHubSite(GitSandbox sandbox, GitHubForge forge)
        : base(sandbox)
    {
        this.forge = forge;
        repository = forge.Create("acme/gitops");
        repository.Settings.AllowAutoMerge = true;
        repository.Settings.DeleteBranchOnMerge = true;
    }

    public static async Task<ForgeSite> StartAsync()
    {
        GitSandbox sandbox = new();
        return new GitHubSite(sandbox, await GitHubForge.StartAsync(sandbox["forge"]));
    }

    public override string Provider => "github";

    public override TestRepository Remote => repository.Remote;

    public override Uri Url => repository.Url;

    public override string Token => forge.Token.Value;

    public override ForgeFaults Faults => forge.Faults;

    public override IReadOnlyList<string> ApiRequests =>
        [.. forge.ApiRequests.Select(request => $"{request.Method} {request.Target}")];

    public override IReadOnlyList<SitePullRequest> PullRequests =>
        [
            .. repository
                .PullRequests.Where(pull => !pull.Head.StartsWith("seed/", StringComparison.Ordinal))
                .Select(pull => new SitePullRequest(
                    pull.Number,
                    pull.Head,
                    pull.Title,
                    pull.Body ?? "",
                    pull.IsOpen,
                    pull.IsMerged,
                    pull.AutoMerge is not null
                )),
        ];

    public override void RequireCheck() => repository.RequireCheck("gitops-promotion/status");

    /// <summary>From now on branches must be up to date with the default branch before they are merged.</summary>
    public void RequireUpToDate() => repository.Rules().RequiresUpToDate = true;

    /// <summary>From now on every commit must be signed.</summary>
    public void RequireSignatures() => repository.Rules().RequiresSignatures = true;

    public override void AllowOnly(MergeStyle style)
    {
        allowed = style;
        repository.Settings.AllowMergeCommit = style is MergeStyle.Merge;
        repository.Settings.AllowSquashMerge = style is MergeStyle.Squash;
        repository.Settings.AllowRebaseMerge = style is MergeStyle.Rebase;
    }

    public override void EditDescription(int number, Func<string, string> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        var pull = repository.PullRequest(number);
        pull.Body = edit(pull.Body ?? "");
    }

    public override Task MergeAsPersonAsync(int number)
    {
        repository.MergeAsPerson(number, allowed);
        return Task.CompletedTask;
    }

    /// <summary>A pull request from a fork, which changes nothing that is promoted, is merged.</summary>
    public void MergeFromFork(string body)
    {
        var tip = Remote.Resolve("main");
        Remote.Git("update-ref", "refs/heads/stranger", tip);
        var commit = Remote.Commit("stranger", ("README.md", "# The webshop\n"));
        Remote.Git("update-ref", "-d", "refs/heads/stranger");
        var pull = repository.OpenFromFork("promote/webshop-webui", commit);
        pull.Body = body;
        repository.MergeAsPerson(pull.Number);
    }

    public override void ReportAsController(string commit, string context, string state, string description) =>
        repository.SetStatus(commit, context, state, description);

    public override void Crowd(int open, int closed) => repository.Seed(open, closed);

    public override IReadOnlyDictionary<string, string> CheckVariables(string branch) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["GITHUB_HEAD_REF"] = branch };

    protected override ValueTask StopAsync() => forge.DisposeAsync();
}
