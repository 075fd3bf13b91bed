namespace GitOpsPromotion.Tests.Configuration;

/// <summary>A file that reader and schema are both held against.</summary>
/// <param name="Name">What is special about it, in words.</param>
/// <param name="Text">The file.</param>
public sealed record ConfigurationCase(string Name, string Text)
{
    /// <summary>The message without the file's name, or null where the file is good.</summary>
    public string? Mistake { get; init; }

    /// <summary>What the hint says, where there is a mistake.</summary>
    public string? Hint { get; init; }

    /// <summary>Why a JSON schema comes to another verdict than the reader, or null where both agree.</summary>
    public string? SchemaDiffers { get; init; }

    public override string ToString() => Name;
}
