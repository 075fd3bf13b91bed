using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>A repository with two apps in two environments.</summary>
internal static class TwoApps
{
    /// <summary>A version of both apps was merged into the first environment after the first commit.</summary>
    public static Task<InProcessSite> OpenMergedAsync() =>
        InProcessSite.OpenAsync(
            "TwoApps merged",
            async () =>
            {
                InProcessSite site = new("main", Files());
                foreach (var app in new[] { "web", "api" })
                {
                    (await site.RunAsync("new", "--group", "shop", "--app", app, "--tag", "2")).Expect(ExitCode.Done);
                }

                site.Pull();
                return site;
            }
        );

    public static (string, string)[] Files()
    {
        const string configuration = """
            prflow: per-env
            environments:
              - {name: dev, auto: true}
              - {name: qa, auto: false}

            """;
        return
        [
            ("gitops-promotion.yaml", configuration),
            .. from environment in new[] { "dev", "qa" }
            from app in new[] { "web", "api" }
            select ($"shop/{environment}/{app}.yaml", Slot(app)),
        ];
    }

    public static string Slot(string app) => $"tag: \"1\" # {{\"$imagepolicy\": \"shop:{app}:tag\"}}\n";
}
