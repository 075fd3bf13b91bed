using System.Text.RegularExpressions;
using GitOpsPromotion.Configuration;
using GitOpsPromotion.Git;
using GitOpsPromotion.Images;

namespace GitOpsPromotion.Promotions;

/// <summary>Names that a clone knows without asking its remote, for completing what somebody types.</summary>
/// <param name="directory">A folder of the clone.</param>
public sealed partial class LocalNames(string directory)
{
    // The default branch as it was fetched last, and where the clone does not know it, what is checked out.
    private static readonly string[] Refs = ["refs/remotes/origin/HEAD", "refs/remotes/origin/main", "HEAD"];

    /// <summary>The groups and apps of all markers.</summary>
    /// <exception cref="PromotionException">The folder is not in a repository, or holds no markers.</exception>
    public async Task<IReadOnlyList<ImagePolicy>> FindPoliciesAsync(CancellationToken cancellationToken)
    {
        var lines = await ReadAsync(
            at =>
                [
                    "grep",
                    "-h",
                    "-I",
                    "-F",
                    "-e",
                    "\"$imagepolicy\"",
                    at,
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
        var text = await ReadAsync(at => ["show", $"{at}:{ConfigurationReader.FileName}"], cancellationToken);
        return [.. ConfigurationReader.Read(text).Environments.Select(stage => stage.Name)];
    }

    private async Task<string> ReadAsync(Func<string, string[]> arguments, CancellationToken cancellationToken)
    {
        WorkingCopy clone = new(directory);
        for (var i = 0; ; i++)
        {
            try
            {
                // A partial clone would fetch what it lacks.
                return await clone.RunAsync(cancellationToken, ["-c", "protocol.allow=never", .. arguments(Refs[i])]);
            }
            catch (PromotionException) when (i < Refs.Length - 1)
            {
                // The next may be there.
            }
        }
    }

    [GeneratedRegex(
        @"""\$imagepolicy""\s*:\s*""(?<group>[^"":]+):(?<app>[^"":]+)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Marker { get; }
}
