using System.Text.RegularExpressions;
using GitOpsPromotion.Forges.Serving;

namespace GitOpsPromotion.Forges.AzureDevOps.Rest;

/// <summary>The REST API. The caller holds the forge's lock.</summary>
internal static class AzureDevOpsApi
{
    private const string Prefix = $"/{AzureDevOpsForge.CollectionName}";

    private static readonly AzureDevOpsRoute[] Routes =
    [
        .. AzureDevOpsRoute.All,
        AzureDevOpsRoute.Policies,
        AzureDevOpsRoute.Evaluations,
        AzureDevOpsRoute.ConnectionData,
    ];

    public static ForgeAnswer.Reply Answer(AzureDevOpsForge forge, ForgeRequest request, AzureDevOpsContracts contracts)
    {
        var reply = Enter(forge, request, contracts);
        reply = forge.Throttle.Slow(reply, forge.Time.GetUtcNow());
        return forge.WritesByteOrderMark && reply.ContentType.StartsWith("application/json", StringComparison.Ordinal)
            ? reply with
            {
                Body = $"\uFEFF{reply.Body}",
            }
            : reply;
    }

    private static ForgeAnswer.Reply Enter(AzureDevOpsForge forge, ForgeRequest request, AzureDevOpsContracts contracts)
    {
        if (request.Authorization.Count > 1)
        {
            return AzureDevOpsGate.Duplicate;
        }

        var token = request.Authorization is [var only] ? AzureDevOpsGate.Find(forge, only) : null;

        if (Find(request) is not var (route, path))
        {
            return token is null
                ? AzureDevOpsGate.SignIn(forge, request)
                : contracts.Refuse([$"This Azure DevOps has no {request.Method} {request.Path}."])!;
        }

        // Nobody may ask who they are, too; it is not a bad token's answer, unless that is switched on.
        var isNobody =
            route == AzureDevOpsRoute.ConnectionData
            && (request.Authorization is [] || forge.SignIn is AzureDevOpsSignIn.Anonymous);

        if (token is null && !isNobody)
        {
            return AzureDevOpsGate.SignIn(forge, request);
        }

        if (
            (ApiVersion.Refuse(forge, request, route.IsPreview) ?? contracts.RefuseRequest(route, request)) is { } wrong
        )
        {
            return wrong;
        }

        var reply =
            route == AzureDevOpsRoute.ConnectionData
                ? AzureDevOpsCall.Ok(ConnectionDataEndpoint.Of(token?.Identity))
                : Dispatch(forge, request, token!, route, path);
        return contracts.RefuseAnswer(route, request, reply) ?? reply;
    }

    private static ForgeAnswer.Reply Dispatch(
        AzureDevOpsForge forge,
        ForgeRequest request,
        AzureDevOpsToken token,
        AzureDevOpsRoute route,
        Match path
    )
    {
        var projectName = Uri.UnescapeDataString(path.Groups["project"].Value);

        if (forge.FindProject(projectName) is not { } project)
        {
            return AzureDevOpsErrors.NoProject(projectName);
        }

        var name = RepositoryName(forge, project, request, route, path);

        if (forge.Find(project, name) is not { } repository || !token.Sees(repository))
        {
            return AzureDevOpsErrors.NoRepository(name);
        }

        if (!token.Has(route.Right))
        {
            return AzureDevOpsErrors.NeedsRight(token, route.Right);
        }

        if (!AzureDevOpsCall.TryParse(request.Body, out var body))
        {
            return AzureDevOpsErrors.Invalid("The request body is not valid JSON.");
        }

        return Work(new(repository, token, request, path, body), route);
    }

    private static ForgeAnswer.Reply Work(AzureDevOpsCall call, AzureDevOpsRoute route)
    {
        call.Repository.Pulls.Settle();
        var reply = route.Answer(call);
        call.Repository.Pulls.Settle();
        return reply;
    }

    private static string RepositoryName(
        AzureDevOpsForge forge,
        AzureDevOpsProject project,
        ForgeRequest request,
        AzureDevOpsRoute route,
        Match path
    ) =>
        route == AzureDevOpsRoute.Policies ? request.Query("repositoryId") ?? ""
        : route == AzureDevOpsRoute.Evaluations ? PolicyEndpoints.RepositoryOf(forge, project, request)
        : Uri.UnescapeDataString(path.Groups["repository"].Value);

    private static (AzureDevOpsRoute Route, Match Path)? Find(ForgeRequest request)
    {
        if (!request.Path.StartsWith($"{Prefix}/", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        foreach (var route in Routes)
        {
            if (
                route.Method == request.Method
                && route.Pattern.Match(request.Path[Prefix.Length..]) is { Success: true } path
            )
            {
                return (route, path);
            }
        }

        return null;
    }
}
