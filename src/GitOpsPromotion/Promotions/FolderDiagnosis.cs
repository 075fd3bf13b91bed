using GitOpsPromotion.Git;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>What is at the path of an environment's folder.</summary>
/// <param name="Problem">Why it is not a folder, as a clause; null if it is one.</param>
/// <param name="Hint">Which folders there are; null if the folder exists.</param>
internal sealed record FolderDiagnosis(string? Problem, string? Hint)
{
    private const int MaxNames = 10;

    public static async Task<FolderDiagnosis> FindAsync(
        GitRepository repository,
        BaseSnapshot snapshot,
        Promotion promotion,
        CancellationToken cancellationToken
    )
    {
        var commit = snapshot.Commit;
        var group = promotion.Policy.Group.Value;
        if (await DescribeAsync(group) is { } groupProblem)
        {
            var groups = await repository.Files.ListFoldersAsync(commit, "", cancellationToken);
            var near = NearestName.Find(group, groups);
            return new FolderDiagnosis(
                groupProblem,
                $"There is no folder {group}/ in the repository."
                    + (near is null ? $" {List("its root", groups)}" : $" Did you mean the group '{near}'?")
            );
        }

        return await DescribeAsync(snapshot.Layout.TargetOf(promotion.Target).Folder) is { } problem
            ? new FolderDiagnosis(
                problem,
                List($"{group}/", await repository.Files.ListFoldersAsync(commit, group, cancellationToken))
            )
            : new FolderDiagnosis(Problem: null, Hint: null);

        async Task<string?> DescribeAsync(string path) =>
            await repository.Files.FindEntryAsync(commit, path, cancellationToken) switch
            {
                null => $"there is no folder {path}/",
                { IsFolder: true } => null,
                { IsSymbolicLink: true } => $"{path} is a symbolic link, which is not followed",
                { IsSubmodule: true } => $"{path} is a submodule, which is not read",
                { IsRegular: true } file
                    when await LinkText.FindAsync(repository, commit, [file], cancellationToken) is [var link, ..] =>
                    $"{path} has the text of a symbolic link to {link.Target}, which is not followed",
                _ => $"{path} is a file, not a folder",
            };
    }

    private static string List(string place, IReadOnlyList<string> folders) =>
        folders.Count switch
        {
            0 => $"There are no folders in {place}.",
            > MaxNames =>
                $"The folders in {place} are {string.Join(", ", folders.Take(MaxNames))} and {folders.Count - MaxNames} more.",
            _ => $"The folders in {place} are {string.Join(", ", folders)}.",
        };
}
