using GitOpsPromotion.Forges.AzureDevOps.Rest;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>Git over HTTP. The caller holds the forge's lock.</summary>
internal static class AzureDevOpsGit
{
    public static ForgeAnswer Answer(AzureDevOpsForge forge, ForgeRequest request, AzureDevOpsPushRules pushRules)
    {
        if (AzureDevOpsGate.Find(forge, request) is null)
        {
            return AzureDevOpsGate.Refuse(request).With("WWW-Authenticate", "Basic realm=\"Azure DevOps\"");
        }

        var (repository, name, below) = Find(forge, request);
        return repository is null
            ? AzureDevOpsErrors.NoRepository(name)
            : new ForgeAnswer.Git($"/{AzureDevOpsForge.FolderOf(repository.Id)}/{below}")
            {
                Environment = request.IsPush ? pushRules.For(repository) : [],
                Done = () =>
                {
                    lock (forge.Gate)
                    {
                        repository.Pulls.Settle();
                    }
                },
            };
    }

    // A project's default repository has its name, and needs no second one in the path.
    private static (AzureDevOpsRepository? Repository, string Name, string Below) Find(
        AzureDevOpsForge forge,
        ForgeRequest request
    )
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(parts, "_git");
        string[] decoded = [.. parts.Select(Uri.UnescapeDataString)];

        if (at is not (1 or 2) || parts.Length < at + 3 || decoded[0] != AzureDevOpsForge.CollectionName)
        {
            return (null, request.Path, "");
        }

        var name = decoded[at + 1];
        var project = forge.FindProject(at is 2 ? decoded[1] : name);
        return (project is null ? null : forge.Find(project, name), name, string.Join('/', parts.Skip(at + 2)));
    }
}
