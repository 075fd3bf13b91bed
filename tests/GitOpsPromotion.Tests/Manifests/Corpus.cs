using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>Real files that lie outside the repository, where the variable says.</summary>
internal static class Corpus
{
    private const string Variable = "GITOPS_PROMOTION_CORPUS";

    /// <summary>The path of a file of the corpus; skips the test where there is no corpus.</summary>
    public static string PathOf(string file)
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} does not name the folder of the corpus.");
        return Path.Combine(Checkout.Root, folder!, file);
    }
}
