using GitOpsPromotion.Git;
using GitOpsPromotion.Text;

namespace GitOpsPromotion.Promotions;

/// <summary>What stands where the folder of an environment is expected.</summary>
/// <param name="Problem">Why it is not a folder, as a clause; null where it is one.</param>
/// <param name="Hint">Which folders there are; null where the folder is there.</param>
internal sealed record FolderDiagnosis(string? Problem, string? Hint)
{
    private const int MostNames = 10;

    public static async Task<FolderDiagnosis> FindAsync(
        GitRepository repository,
        CommitSha commit,
        Promotion promotion,
        CancellationToken cancellationToken
    )
    {
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

        return await DescribeAsync(promotion.Folder) is { } problem
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
                { IsSymbolicLink: true } => $"{path} is a symbolic link, and links are not followed",
                { IsSubmodule: true } => $"{path} is a submodule, and submodules are not read",
                { IsRegular: true } file
                    when await LinkText.FindAsync(repository, commit, [file], cancellationToken) is [var link, ..] =>
                    $"{path} holds the text of a symbolic link to {link.Target}, and links are not followed",
                _ => $"{path} is a file and not a folder",
            };
    }

    private static string List(string place, IReadOnlyList<string> folders) =>
        folders.Count switch
        {
            0 => $"There are no folders in {place}.",
            > MostNames =>
                $"The folders in {place} are {string.Join(", ", folders.Take(MostNames))} and {folders.Count - MostNames} more.",
            _ => $"The folders in {place} are {string.Join(", ", folders)}.",
        };
}
