using GitOpsPromotion.Forges.AzureDevOps.Rest;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps;

/// <summary>Git over HTTP, to who may. The caller holds the forge's lock.</summary>
internal static class AzureDevOpsGit
{
    public static ForgeAnswer Answer(AzureDevOpsForge forge, ForgeRequest request)
    {
        if (request.Authorization.Count > 1)
        {
            return AzureDevOpsGate.Duplicate;
        }

        if (
            request.Authorization is not [var authorization]
            || AzureDevOpsGate.Find(forge, authorization) is not { } token
        )
        {
            return Refuse(401, AzureDevOpsErrors.UnauthorizedMessage)
                .With("WWW-Authenticate", "Bearer")
                .With("WWW-Authenticate", $"Basic realm=\"{forge.Address}\"");
        }

        var (repository, name, below) = Find(forge, request);

        if (repository is null || !token.Sees(repository))
        {
            return Refuse(404, AzureDevOpsErrors.NoRepositoryMessage(name));
        }

        var isPush = request.IsPush || request.Query("service") is "git-receive-pack";

        if (isPush && !token.Has(AzureDevOpsRight.GenericContribute))
        {
            return Refuse(403, AzureDevOpsErrors.NeedsRightMessage(token, AzureDevOpsRight.GenericContribute));
        }

        return new ForgeAnswer.Git($"/{AzureDevOpsForge.FolderOf(repository.Id)}/{below}")
        {
            Environment = isPush ? forge.PushRules.For(repository, token) : [],
            Done = () =>
            {
                if (request.IsPush)
                {
                    lock (forge.Gate)
                    {
                        repository.Pulls.Settle();
                    }
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

    private static ForgeAnswer.Reply Refuse(int status, string reason) =>
        new(status, $"{reason}\n") { ContentType = "text/plain; charset=utf-8" };
}
