using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;
using GitOpsPromotion.Promotions;
using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Values for the tests of this folder.</summary>
internal static class Given
{
    public static readonly CommitSha Tip = Commit('a');

    public static readonly ImagePolicy Webui = new(GroupName.Parse("webshop"), AppName.Parse("webui"));

    public static CommitSha Commit(char digit) => CommitSha.Parse(new string(digit, 40));

    public static EnvironmentName Environment(string name) => EnvironmentName.Parse(name);

    public static ImageVersion Version(string tag) => new(ImageTag.Parse(tag));

    public static PromotionConfiguration Configuration(PromotionFlow flow = PromotionFlow.PerApp) =>
        new(
            flow,
            TimeSpan.FromMinutes(5),
            Branch: null,
            [
                new EnvironmentSettings(Environment("dev"), Auto: true),
                new EnvironmentSettings(Environment("qa"), Auto: true),
                new EnvironmentSettings(Environment("prod"), Auto: false),
            ]
        );

    public static BaseSnapshot Base(PromotionFlow flow = PromotionFlow.PerApp) =>
        new(BranchName.Parse("main"), Tip, Configuration(flow));

    public static Promotion Promotion(string environment, string tag = "2.0", ImagePolicy? policy = null) =>
        new(new PromotionTarget(policy ?? Webui, Environment(environment)), Version(tag), Commit('b'));

    public static PullRequest PullRequest(string body, string branch = "promote/webshop-webui") =>
        new(
            7,
            BranchName.Parse(branch),
            BranchName.Parse("main"),
            Commit('c'),
            "Promote webshop/webui version 1.0 to environment dev",
            body,
            PullRequestState.Open
        );

    public static EnvironmentScan Scan(params ManifestChange[] changes) =>
        EnvironmentScan.Empty.With(new ManifestRewrite("webshop/qa/app.yaml", "new text", changes, SlotCount: 1));

    public static ManifestChange Change(string oldValue = "1.0", string newValue = "2.0") =>
        new("webshop/qa/app.yaml", 3, oldValue, newValue, "webshop:webui:tag");
}
