using GitOpsPromotion.Cli.Output;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>A repository with an app that not every environment deploys.</summary>
internal static class PartialDeployment
{
    private const string Configuration = """
        prflow: per-env
        status_timeout_minutes: "1s"
        environments:
          - {name: dev, auto: true}
          - {name: qa, auto: true}
          - {name: prod, auto: false}

        """;

    public const string Marked = """
        images:
          - name: web
            newName: ghcr.io/acme/web
            newTag: "1" # {"$imagepolicy": "shop:web:tag"}

        """;

    public const string Other = """
        images:
          - name: ghcr.io/acme/cart
            newTag: "1" # {"$imagepolicy": "shop:cart:tag"}

        """;

    /// <summary>Version 2 was merged in dev. Environment qa does not deploy the app, and prod does.</summary>
    public static Task<InProcessSite> OpenInDevAsync() => OpenInDevAsync(Marked, ("qa", Other), ("prod", Marked));

    /// <summary>Version 2 was merged in dev.</summary>
    /// <param name="dev">The manifest of dev.</param>
    /// <param name="later">The manifests of later environments.</param>
    public static Task<InProcessSite> OpenInDevAsync(string dev, params (string Environment, string Content)[] later) =>
        InProcessSite.OpenAsync(
            $"PartialDeployment {dev} {string.Join(' ', later)}",
            async () =>
            {
                InProcessSite site = new("main", Files(dev, later));
                (await site.NewVersionAsync()).Expect(ExitCode.Done);
                site.Pull();
                return site;
            }
        );

    /// <summary>The same, with the open promotion of version 2 to prod.</summary>
    public static Task<InProcessSite> OpenToProdAsync() =>
        InProcessSite.OpenAsync(
            "PartialDeployment to prod",
            async () =>
            {
                var site = await OpenInDevAsync();
                (await site.RunAsync("promote")).Expect(ExitCode.Done);
                return site;
            }
        );

    /// <summary>Starts the promotion of version 2.</summary>
    public static Task<InProcessTool> NewVersionAsync(this InProcessSite site) =>
        site.RunAsync("new", "--group", "shop", "--app", "web", "--tag", "2");

    /// <summary>Commits the manifest of qa.</summary>
    public static void ChangeQa(this InProcessSite site, string content) =>
        site.Remote.Commit("main", ("shop/qa/kustomization.yaml", content));

    public static (string, string)[] Files(string dev, params (string Environment, string Content)[] later) =>
        [
            ("gitops-promotion.yaml", Configuration),
            ("shop/dev/kustomization.yaml", dev),
            .. later.Select(environment => ($"shop/{environment.Environment}/kustomization.yaml", environment.Content)),
        ];
}
