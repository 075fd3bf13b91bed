namespace GitOpsPromotion.Cli.Commands;

/// <summary>The command lines that help shows.</summary>
internal static class Examples
{
    public static IReadOnlyList<string> For(string command) =>
        command switch
        {
            "new" =>
            [
                "gitops-promotion new --group webshop --app webui --tag 1.4.2",
                "gitops-promotion new --group webshop --app webui --tag 1.4.2 --dry-run",
            ],
            "promote" =>
            [
                "gitops-promotion promote",
                "gitops-promotion promote --since 1c4ad3f6b8e0d2957a1f0c3b6e9d8a7f5b2c4e61",
            ],
            "status" => ["gitops-promotion status", "gitops-promotion status --branch promote/webshop-webui"],
            "list" => ["gitops-promotion list", "gitops-promotion list --group webshop --output json"],
            "merge" => ["gitops-promotion merge --group webshop --app webui --environment prod"],
            "report" =>
            [
                "gitops-promotion report --group webshop --environment qa --state success",
                "gitops-promotion report --group webshop --environment qa --state failure --description \"smoke test failed\"",
            ],
            "completion" => ["gitops-promotion completion bash"],
            "demo" => ["gitops-promotion demo", "gitops-promotion demo --keep"],
            _ => ["gitops-promotion demo", "gitops-promotion new --group webshop --app webui --tag 1.4.2"],
        };
}
