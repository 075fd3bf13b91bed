namespace GitOpsPromotion.Tests;

/// <summary>The files of this repository, for tests of its files.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot(DirectoryInfo directory) =>
        File.Exists(Path.Combine(directory.FullName, "GitOpsPromotion.sln"))
            ? directory.FullName
            : FindRoot(directory.Parent ?? throw new DirectoryNotFoundException("The tests do not run in a checkout."));
}
