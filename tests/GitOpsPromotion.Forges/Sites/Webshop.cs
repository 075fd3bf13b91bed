namespace GitOpsPromotion.Forges.Sites;

/// <summary>The content of a small GitOps repository.</summary>
public static class Webshop
{
    public const string PerApp = """
        prflow: per-app
        status_timeout_minutes: 1
        environments:
          - name: dev
            auto: true
          - name: qa
            auto: true
          - name: prod
            auto: false

        """;

    public const string PerEnvironment = """
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

    /// <summary>As <see cref="PerApp"/>, but without auto-merge, and the check does not wait.</summary>
    public const string ByHand = """
        status_timeout_minutes: "1s"
        environments:
          - name: dev
            auto: false
          - name: qa
            auto: false

        """;

    public const string Manifest = """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        images:
          - name: webui
            newName: registry.example.com/webshop/webui
            newTag: "1.0.0" # {"$imagepolicy": "webshop:webui:tag"}
          - name: cart
            newName: registry.example.com/webshop/cart
            newTag: 7.1.0   # {"$imagepolicy": "webshop:cart:tag"}

        """;

    /// <summary>Where promotions of webui wait, one after the other.</summary>
    public const string Branch = "promote/webshop-webui";

    public const string Dev = "webshop/dev/kustomization.yaml";
    public const string Qa = "webshop/qa/kustomization.yaml";
    public const string Prod = "webshop/prod/kustomization.yaml";

    /// <summary>The configuration, and the same manifest in each environment.</summary>
    public static (string Path, string Content)[] Files(string configuration = PerApp) =>
        [
            ("gitops-promotion.yaml", configuration),
            ("README.md", "# Webshop\n"),
            (Dev, Manifest),
            (Qa, Manifest),
            (Prod, Manifest),
        ];

    /// <summary>The manifest with another version of webui and nothing else changed.</summary>
    public static string With(string tag) => Manifest.Replace("\"1.0.0\"", $"\"{tag}\"", StringComparison.Ordinal);
}
