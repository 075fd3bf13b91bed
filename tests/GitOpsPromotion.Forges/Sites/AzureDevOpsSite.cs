using System.Globalization;
using GitOpsPromotion.Forges.AzureDevOps;
using GitOpsPromotion.Forges.Merges;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.Sites;

/// <summary>A GitOps repository on an Azure DevOps of its own, in a project whose name has a blank.</summary>
public sealed class AzureDevOpsSite : ForgeSite
{
    private const string Crowded = "seed/";

    private readonly AzureDevOpsForge forge;
    private readonly AzureDevOpsRepository repository;

    private AzureDevOpsSite(GitSandbox sandbox, AzureDevOpsForge forge)
        : base(sandbox)
    {
        this.forge = forge;
        repository = forge.Create("Web Shop", "gitops");
    }

    public static async Task<ForgeSite> StartAsync()
    {
        GitSandbox sandbox = new();
        return new AzureDevOpsSite(sandbox, await AzureDevOpsForge.StartAsync(sandbox["forge"]));
    }

    public override string Provider => "azdo";

    public override TestRepository Remote => repository.Remote;

    public override Uri Url => repository.Url;

    public override string Token => forge.Token.Value;

    public override ForgeFaults Faults => forge.Faults;

    public override IReadOnlyList<string> ApiRequests =>
        [.. forge.ApiRequests.Select(request => $"{request.Method} {request.Target}")];

    public override IReadOnlyList<SitePullRequest> PullRequests =>
        [
            .. repository
                .PullRequests.Where(pull => !pull.Source.StartsWith(Crowded, StringComparison.Ordinal))
                .Select(pull => new SitePullRequest(
                    pull.Id,
                    pull.Source,
                    pull.Title,
                    pull.Description ?? "",
                    pull.IsActive,
                    pull.IsCompleted,
                    pull.AutoCompleteBy is not null
                )),
        ];

    public override void RequireCheck() => repository.RequireCheck("gitops-promotion/status");

    public override void AllowOnly(MergeStyle style) => repository.Require(new AzureDevOpsPolicy.MergeTypes([style]));

    public override void EditDescription(int number, Func<string, string> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        var pull = repository.PullRequest(number);
        pull.Description = edit(pull.Description ?? "");
    }

    public override Task MergeAsPersonAsync(int number)
    {
        repository.CompleteAsPerson(number, deletesSource: true);
        return Task.CompletedTask;
    }

    public override void ReportAsController(string commit, string context, string state, string description) =>
        repository.SetStatus(
            commit,
            context,
            state switch
            {
                "success" => "succeeded",
                "failure" => "error",
                _ => "pending",
            },
            "fluxcd:production clusters",
            description
        );

    public override void Crowd(int open, int closed)
    {
        for (var number = 1; number <= open; number++)
        {
            var branch = string.Create(CultureInfo.InvariantCulture, $"{Crowded}open-{number}");
            Remote.Commit(branch, ($"{branch}.txt", "theirs\n"));
            repository.Open(branch);
        }

        repository.Seed(closed);
    }

    public override IReadOnlyDictionary<string, string> CheckVariables(string branch) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SYSTEM_PULLREQUEST_SOURCEBRANCH"] = $"refs/heads/{branch}",
        };

    protected override ValueTask StopAsync() => forge.DisposeAsync();
}
