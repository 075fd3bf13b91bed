using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Proves that an environment without a marker of an app does not deploy it. An environment that takes the version from
/// a shared base must not be passed over. Only a run that would do so pays for it.
/// </summary>
internal sealed class AbsenceVerifier(GitRepository repository, BaseSnapshot at, ImagePolicy policy)
{
    private KustomizeFiles? reach;

    /// <param name="environment">The environment without a marker of the app.</param>
    /// <param name="marked">An environment with markers of the app, which tell the names of its images.</param>
    /// <param name="what">What does not happen without the proof.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">The environment deploys the app, or that is not known.</exception>
    public async Task VerifyAsync(
        EnvironmentName environment,
        EnvironmentName marked,
        string what,
        CancellationToken cancellationToken
    )
    {
        reach ??= new(repository, await repository.Files.ListEntriesAsync(at.Commit, "", cancellationToken));
        var (files, unknown) = await reach.ReadAsync(FolderOf(environment), cancellationToken);
        if (await FindNamesAsync(marked, cancellationToken) is not { } names)
        {
            throw NotKnown(
                $"beside a marked version in {FolderOf(marked)}/ no name of an image stands",
                $"Write the image beside it ('newName:' or 'repository:'), so that it can be looked for in {FolderOf(environment)}/"
            );
        }

        // A whole name says more than the short one that a kustomization gives it.
        foreach (var name in names.OrderByDescending(name => name.Length))
        {
            foreach (var (path, text) in files)
            {
                if (ImageMention.FindLine(text, name) is { } line)
                {
                    throw path.StartsWith($"{FolderOf(environment)}/", StringComparison.Ordinal)
                        ? Unmarked(environment, $"{path}:{line}", name, what)
                        : await SharedAsync(environment, path, name, what, cancellationToken);
                }
            }
        }

        if (unknown is not null)
        {
            throw NotKnown(
                unknown,
                $"If environment {environment} deploys the app, mark the version in {FolderOf(environment)}/"
            );
        }

        PromotionException NotKnown(string why, string hint) =>
            new(
                FailureKind.Rejected,
                $"{what}: environment {environment} has no marker of {policy}, and it is not certain that it does not deploy it: {why}."
            )
            {
                Hint = $"{hint}. Otherwise set the version in the next environment with a pull request of your own.",
            };
    }

    private async Task<IReadOnlyList<string>?> FindNamesAsync(
        EnvironmentName environment,
        CancellationToken cancellationToken
    )
    {
        List<string> names = [];
        await foreach (
            var manifest in EnvironmentManifests.ReadAsync(
                repository,
                at.Commit,
                FolderOf(environment),
                cancellationToken
            )
        )
        {
            if (MarkerFilter.MayContainMarkersOf(manifest.Text, policy))
            {
                if (SlotImages.Find(manifest, policy) is not { } found)
                {
                    return null;
                }

                names.AddRange(found);
            }
        }

        return names.Count > 0 ? names : null;
    }

    private PromotionException Unmarked(EnvironmentName environment, string place, string name, string what) =>
        new(
            FailureKind.Rejected,
            $"{what}: environment {environment} deploys {policy} without a marker: {place} names {name}."
        )
        {
            Hint =
                $"Mark the version there: # {{\"$imagepolicy\": \"{policy}\"}} behind a whole image, "
                + $"# {{\"$imagepolicy\": \"{policy}:tag\"}} behind a tag.",
        };

    private async Task<PromotionException> SharedAsync(
        EnvironmentName environment,
        string path,
        string name,
        string what,
        CancellationToken cancellationToken
    )
    {
        List<string> others = [];
        foreach (var stage in at.Configuration.Environments.Where(stage => stage.Name != environment))
        {
            var (files, _) = await reach!.ReadAsync(FolderOf(stage.Name), cancellationToken);
            if (files.ContainsKey(path))
            {
                others.Add(stage.Name.Value);
            }
        }

        var shared =
            others.Count > 0
                ? $", which {string.Join(" and ", others)} {(others.Count == 1 ? "uses" : "use")} too"
                : "";
        return new PromotionException(
            FailureKind.Rejected,
            $"{what}: environment {environment} takes {name} from {path}{shared}."
        )
        {
            Hint = $$"""
                Give {{environment}} a version of its own, in {{FolderOf(environment)}}/kustomization.yaml:
                images:
                  - name: {{name}}
                    newTag: "…" # {"$imagepolicy": "{{policy}}:tag"}
                """,
        };
    }

    private string FolderOf(EnvironmentName environment) => $"{policy.Group}/{environment}";
}
