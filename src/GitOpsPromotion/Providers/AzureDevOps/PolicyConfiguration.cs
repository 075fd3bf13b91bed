using System.Text.Json;

namespace GitOpsPromotion.Providers.AzureDevOps;

/// <summary>A branch policy.</summary>
/// <remarks>
/// Sources: https://learn.microsoft.com/en-us/azure/devops/repos/git/branch-policies,
/// https://learn.microsoft.com/en-us/rest/api/azure/devops/policy/configurations/create.
/// </remarks>
internal sealed record PolicyConfiguration(
    int? Id,
    bool? IsEnabled,
    bool? IsBlocking,
    bool? IsDeleted,
    PolicyType? Type,
    JsonElement? Settings
)
{
    private const string Build = "0609b952-1397-4640-95ec-e00a01b2c241";
    private const string Status = "cbdc66da-9728-4af8-aada-9a5a32e4a226";
    private const string MinimumReviewers = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
    private const string RequiredReviewers = "fd2167ab-b0be-447a-8ec8-39368250530e";
    private const string WorkItems = "40e92b44-2fe1-4dd6-b3d8-74a9c21d0c6e";
    private const string Comments = "c6a1889d-b943-4856-b76f-9e46bb6b0df2";
    private const string MergeStrategy = "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab";

    private static readonly string[] Waiting =
    [
        Build,
        Status,
        MinimumReviewers,
        RequiredReviewers,
        WorkItems,
        Comments,
    ];

    public bool Applies => IsEnabled is not false && IsDeleted is not true;

    public bool Blocks => IsBlocking is not false;

    /// <summary>Whether a pull request may have to wait for it. Other policies are about pushes.</summary>
    public bool IsWaitedFor => Waiting.Contains(TypeId, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it waits for a build or a status.</summary>
    public bool IsAutomatic => Is(Build) || Is(Status);

    public bool LimitsMergeStrategies => Is(MergeStrategy);

    /// <summary>
    /// Whether every pull request must wait for a build or a status of its newest commit: not where it holds for some files
    /// only, where the status stays after a push, or where it counts only once it is set.
    /// </summary>
    public bool IsCheck =>
        Blocks
        && !HasEntries("filenamePatterns")
        && (
            Is(Build) || (Is(Status) && Flag("invalidateOnSourceUpdate") && Number("policyApplicability") is null or 0)
        );

    public bool RequiresStatus(string genre, string name) =>
        Is(Status)
        && string.Equals(Text("statusGenre"), genre, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Text("statusName"), name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The id of the only identity whose status counts; null for anybody.</summary>
    public string? StatusAuthor =>
        Text("authorId") is { } author && new AzureDevOpsIdentity(author).IsSomebody ? author : null;

    /// <summary>Whether a policy about merge strategies allows this one.</summary>
    /// <param name="setting">Such as <c>allowSquash</c>.</param>
    /// <param name="formerly">The value of the only setting of TFS that allows it.</param>
    public bool Allows(string setting, bool formerly) =>
        Settings is { ValueKind: JsonValueKind.Object } settings
        && settings.EnumerateObject().Any(field => field.Name.StartsWith("allow", StringComparison.Ordinal))
            ? Flag(setting)
            : Flag("useSquashMerge") == formerly && setting is "allowSquash" or "allowNoFastForward";

    /// <summary>Its name for people. Remote text.</summary>
    public string Name =>
        Text("displayName")
        ?? Text("defaultDisplayName")
        ?? (
            Text("statusName") is { } status ? $"{(Text("statusGenre") is { } genre ? $"{genre}/" : "")}{status}" : null
        )
        ?? Type?.DisplayName
        ?? "a policy without a name";

    private string? TypeId => Type?.Id;

    private bool Is(string type) => string.Equals(TypeId, type, StringComparison.OrdinalIgnoreCase);

    private string? Text(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private bool Flag(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    private double? Number(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private bool HasEntries(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0;

    private JsonElement? Find(string name) =>
        Settings is { ValueKind: JsonValueKind.Object } settings && settings.TryGetProperty(name, out var value)
            ? value
            : null;
}

/// <summary>The type of a policy.</summary>
internal sealed record PolicyType(string? Id, string? DisplayName);

/// <summary>The evaluation of a policy for a pull request.</summary>
/// <param name="Status"><c>queued</c>, <c>running</c>, <c>approved</c>, <c>rejected</c>, <c>notApplicable</c> or <c>broken</c>.</param>
/// <param name="Configuration">The policy.</param>
internal sealed record PolicyEvaluation(string? Status, PolicyConfiguration? Configuration)
{
    public bool Blocks =>
        Configuration is { Applies: true, Blocks: true } && Status is not ("approved" or "notApplicable");
}
