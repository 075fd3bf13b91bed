namespace GitOpsPromotion.EndToEndTests;

/// <summary>The executable that the tests run.</summary>
internal static class ToolExecutable
{
    /// <summary>The environment variable with the full path of another executable, for example of one compiled ahead of time.</summary>
    public const string Variable = "GITOPS_PROMOTION_EXECUTABLE";

    private const string Name = "gitops-promotion";

    /// <summary>The full path.</summary>
    public static string Path => Find(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);

    /// <param name="value">The value of the variable, null if it is not set.</param>
    /// <param name="built">The folder with the executable that was built with the tests.</param>
    public static string Find(string? value, string built)
    {
        if (value is null)
        {
            return System.IO.Path.Combine(built, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
        }

        if (!System.IO.Path.IsPathFullyQualified(value) || !File.Exists(value))
        {
            throw new InvalidOperationException(
                $"{Variable} is set to '{value}', which is not the full path of a file."
            );
        }

        // Shells find it by its name, and would take another one.
        return System.IO.Path.GetFileNameWithoutExtension(value) == Name
            ? value
            : throw new InvalidOperationException(
                $"{Variable} is set to '{value}'. The name of the file must be {Name}."
            );
    }
}
