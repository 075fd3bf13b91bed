using GitOpsPromotion.Git;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Promotions;

/// <summary>Determines whether a change is only of values with markers of an app.</summary>
internal sealed class SlotComparison(GitRepository repository, ImagePolicy policy)
{
    /// <summary>Whether a change of a file, read as YAML, changes values with markers of the app and nothing else.</summary>
    public async Task<bool> ChangesOnlySlotsAsync(FileChange change, CancellationToken cancellationToken)
    {
        if (
            change is not { Old: { IsRegular: true } old, New: { IsRegular: true } @new }
            || old.Mode != @new.Mode
            || !ManifestReader.IsManifest(change.Path)
        )
        {
            return false;
        }

        List<Manifest> versions = [];
        await foreach (var content in repository.Files.ReadFilesAsync([old, @new], cancellationToken))
        {
            versions.Add(ManifestReader.Decode(change.Path, content));
        }

        return ManifestComparison.DifferOnlyIn(policy, versions[0], versions[1]);
    }
}
