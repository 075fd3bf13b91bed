namespace GitOpsPromotion.Cli.Demonstration;

/// <summary>The GitOps repository of a webshop: two apps in three environments.</summary>
internal static class WebshopFiles
{
    private const string Configuration = """
        # Pull requests for dev and qa are merged automatically, prod requires manual approval.
        # With per-env, each environment has its own pull request.
        prflow: per-env
        status_timeout_minutes: 1
        environments:
          - name: dev
            auto: true
          - name: qa
            auto: true
          - name: prod
            auto: false

        """;

    /// <summary>All files by path.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["gitops-promotion.yaml"] = Configuration.ReplaceLineEndings("\n"),
            ["webshop/dev/kustomization.yaml"] = Kustomization("dev"),
            ["webshop/dev/cart.yaml"] = Cart("dev"),
            ["webshop/qa/kustomization.yaml"] = Kustomization("qa"),
            ["webshop/qa/cart.yaml"] = Cart("qa"),
            ["webshop/prod/kustomization.yaml"] = Kustomization("prod"),
            ["webshop/prod/cart.yaml"] = Cart("prod"),
        };

    private static string Kustomization(string environment) =>
        $$"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: webshop-{{environment}}
            resources:
              - cart.yaml
            images:
              - name: webui
                newName: registry.example.com/webshop/webui
                newTag: "1.0.0" # {"$imagepolicy": "webshop:webui:tag"}

            """.ReplaceLineEndings("\n");

    private static string Cart(string environment) =>
        $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: cart
            spec:
              template:
                spec:
                  containers:
                    - name: cart
                      image: registry.example.com/webshop/cart:7.1.0 # {"$imagepolicy": "webshop:cart"}
                      env:
                        - name: ENVIRONMENT
                          value: {{environment}}

            """.ReplaceLineEndings("\n");
}
