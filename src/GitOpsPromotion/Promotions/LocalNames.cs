using System.Text.RegularExpressions;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>Reads names from a clone, without its remote, for shell completion.</summary>
/// <param name="directory">A folder of the clone.</param>
public sealed partial class LocalNames(string directory)
{
    // The default branch as it was last fetched; if the clone does not have it, HEAD.
    private static readonly string[] Refs = ["refs/remotes/origin/HEAD", "refs/remotes/origin/main", "HEAD"];

    /// <summary>The groups and apps of all markers.</summary>
    /// <exception cref="PromotionException">The folder is not in a repository, or has no markers.</exception>
    public async Task<IReadOnlyList<ImagePolicy>> FindPoliciesAsync(CancellationToken cancellationToken)
    {
        var lines = await ReadAsync(
            reference =>
                [
                    "grep",
                    "-h",
                    "-I",
                    "-F",
                    "-e",
                    "\"$imagepolicy\"",
                    reference,
                    "--",
                    ":(top)*.yaml",
                    ":(top)*.yml",
                    ":(top)*Kustomization",
                ],
            cancellationToken
        );
        List<ImagePolicy> policies = [];
        foreach (var match in Marker.Matches(lines).AsEnumerable())
        {
            if (
                GroupName.TryParse(match.Groups["group"].Value, out var group)
                && AppName.TryParse(match.Groups["app"].Value, out var app)
            )
            {
                policies.Add(new ImagePolicy(group, app));
            }
        }

        return [.. policies.Distinct()];
    }

    /// <summary>The environments of the configuration, in its order.</summary>
    /// <exception cref="PromotionException">The folder is not in a repository, or its configuration cannot be read.</exception>
    public async Task<IReadOnlyList<EnvironmentName>> FindEnvironmentsAsync(CancellationToken cancellationToken)
    {
        var text = await ReadAsync(
            reference => ["show", $"{reference}:{ConfigurationReader.FileName}"],
            cancellationToken
        );
        return [.. ConfigurationReader.Read(text).Environments.Select(settings => settings.Name)];
    }

    private async Task<string> ReadAsync(Func<string, string[]> arguments, CancellationToken cancellationToken)
    {
        WorkingCopy clone = new(directory);
        for (var i = 0; ; i++)
        {
            try
            {
                // Otherwise a partial clone would fetch missing objects.
                return await clone.RunAsync(cancellationToken, ["-c", "protocol.allow=never", .. arguments(Refs[i])]);
            }
            catch (PromotionException) when (i < Refs.Length - 1)
            {
                // The next one may exist.
            }
        }
    }

    [GeneratedRegex(
        @"""\$imagepolicy""\s*:\s*""(?<group>[^"":]+):(?<app>[^"":]+)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Marker { get; }
}
