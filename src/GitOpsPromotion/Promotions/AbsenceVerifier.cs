using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>
/// Verifies that an environment without a marker of an app does not deploy it. An environment that takes the version
/// from a shared base must not be skipped. Runs only if an environment would be skipped.
/// </summary>
internal sealed class AbsenceVerifier(GitRepository repository, BaseSnapshot snapshot, ImagePolicy policy)
{
    private KustomizeFiles? kustomize;

    /// <param name="environment">The environment without a marker of the app.</param>
    /// <param name="withMarkers">An environment with markers of the app, from which the names of its images are read.</param>
    /// <param name="consequence">What does not happen if the environment deploys the app.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="PromotionException">The environment deploys the app, or this is unknown.</exception>
    public async Task VerifyAsync(
        EnvironmentName environment,
        EnvironmentName withMarkers,
        string consequence,
        CancellationToken cancellationToken
    )
    {
        kustomize ??= new(repository, await repository.Files.ListEntriesAsync(snapshot.Commit, "", cancellationToken));
        var (files, unknown) = await kustomize.ReadAsync(FolderOf(environment), cancellationToken);
        if (await FindNamesAsync(withMarkers, cancellationToken) is not { } names)
        {
            throw Uncertain(
                $"a marked version in {FolderOf(withMarkers)}/ has no image name next to it",
                $"Write the image next to it ('newName:' or 'repository:'), so that {FolderOf(environment)}/ can be searched for it"
            );
        }

        // A whole name is more specific than the short one that a kustomization gives it.
        foreach (var name in names.OrderByDescending(name => name.Length))
        {
            foreach (var (path, text) in files)
            {
                if (ImageMention.FindLine(text, name) is { } line)
                {
                    throw path.StartsWith($"{FolderOf(environment)}/", StringComparison.Ordinal)
                        ? WithoutMarker(environment, $"{path}:{line}", name, consequence)
                        : await SharedAsync(environment, path, name, consequence, cancellationToken);
                }
            }
        }

        if (unknown is not null)
        {
            throw Uncertain(
                unknown,
                $"If environment {environment} deploys the app, mark the version in {FolderOf(environment)}/"
            );
        }

        PromotionException Uncertain(string reason, string hint) =>
            new(
                FailureKind.Rejected,
                $"{consequence}: environment {environment} has no marker of {policy}, but may deploy it: {reason}."
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
        EnvironmentReader reader = new(repository, snapshot.Layout, new PromotionTarget(policy, environment));
        await foreach (var manifest in reader.ReadAsync(snapshot.Commit, cancellationToken))
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

    private PromotionException WithoutMarker(
        EnvironmentName environment,
        string location,
        string name,
        string consequence
    ) =>
        new(
            FailureKind.Rejected,
            $"{consequence}: environment {environment} deploys {policy} without a marker: {location} names {name}."
        )
        {
            Hint =
                $"Mark the version there: # {{\"$imagepolicy\": \"{policy}\"}} after a whole image, "
                + $"# {{\"$imagepolicy\": \"{policy}:tag\"}} after a tag.",
        };

    private async Task<PromotionException> SharedAsync(
        EnvironmentName environment,
        string path,
        string name,
        string consequence,
        CancellationToken cancellationToken
    )
    {
        List<string> others = [];
        foreach (var settings in snapshot.Configuration.Environments.Where(settings => settings.Name != environment))
        {
            var (files, _) = await kustomize!.ReadAsync(FolderOf(settings.Name), cancellationToken);
            if (files.ContainsKey(path))
            {
                others.Add(settings.Name.Value);
            }
        }

        var shared =
            others.Count > 0
                ? $", which {string.Join(" and ", others)} {(others.Count == 1 ? "uses" : "use")} too"
                : "";
        return new PromotionException(
            FailureKind.Rejected,
            $"{consequence}: environment {environment} takes {name} from {path}{shared}."
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

    private string FolderOf(EnvironmentName environment) => snapshot.Layout.TargetOf(policy.Group, environment).Folder;
}
