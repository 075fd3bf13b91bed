namespace GitOpsPromotion.Tests.Configuration;

/// <summary>A file for the tests of the reader and of the schema.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Text">The file.</param>
public sealed record ConfigurationCase(string Name, string Text)
{
    /// <summary>The reader's message without the file name; null if the file is valid.</summary>
    public string? Message { get; init; }

    /// <summary>The reader's hint; null if the file is valid.</summary>
    public string? Hint { get; init; }

    /// <summary>Why the JSON schema and the reader disagree on the file; null if they agree.</summary>
    public string? SchemaDiffers { get; init; }

    public override string ToString() => Name;
}
