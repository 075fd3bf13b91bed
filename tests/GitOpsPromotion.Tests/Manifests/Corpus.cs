using Xunit;

namespace GitOpsPromotion.Tests.Manifests;

/// <summary>Real files outside the repository, in the folder that an environment variable names.</summary>
internal static class Corpus
{
    private const string Variable = "GITOPS_PROMOTION_CORPUS";

    /// <summary>The path of a file of the corpus; skips the test if there is no corpus.</summary>
    public static string PathOf(string file)
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} is not set to the folder of the corpus.");
        return Path.Combine(Checkout.Root, folder!, file);
    }
}
