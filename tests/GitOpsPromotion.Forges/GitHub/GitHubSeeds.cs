using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>Fills a repository with pull requests, in one process of git.</summary>
internal static class GitHubSeeds
{
    public static void Add(GitHubRepository repository, int open, int closed)
    {
        var pulls = repository.Pulls;
        pulls.Look();
        var tip = pulls.TipOf(repository.DefaultBranch)!;
        StringBuilder stream = new();

        for (var number = 1; number <= open; number++)
        {
            stream.Append(
                CultureInfo.InvariantCulture,
                $"""
                commit refs/heads/seed/{number}
                committer Ada <ada@example.com> {TestRepository.Noon.ToUnixTimeSeconds()} +0000
                data 4
                Seed
                from {tip}
                M 100644 inline seeds/{number}
                data 4
                Seed

                """
            );
        }

        repository.Remote.Git(Encoding.UTF8.GetBytes($"{stream}done\n"), "fast-import", "--quiet", "--done");
        pulls.Look();

        for (var number = 1; number <= open; number++)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"seed/{number}");
            pulls.Open(head, repository.DefaultBranch, $"Seed {head}", body: null, "ada");
        }

        for (var number = 1; number <= closed; number++)
        {
            pulls.AddClosed(string.Create(CultureInfo.InvariantCulture, $"old/{number}"), tip);
        }
    }
}
