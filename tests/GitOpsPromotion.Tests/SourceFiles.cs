namespace GitOpsPromotion.Tests;

/// <summary>The files of this repository without the output of builds.</summary>
internal static class SourceFiles
{
    /// <summary>The paths of the files in a folder, from the root of the checkout, with slashes.</summary>
    public static IReadOnlyList<string> All(string folder, string pattern = "*.cs") =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Checkout.Root, folder), pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => part is "obj" or "bin" or "StrykerOutput"))
                .Order(StringComparer.Ordinal),
        ];
}
