using System.Globalization;
using GitOpsPromotion.Forges.Merges;

namespace GitOpsPromotion.Forges.GitHub;

/// <summary>The pull requests of a repository, kept in step with its branches. Every caller holds the forge's lock.</summary>
internal sealed class GitHubPulls(GitHubRepository repository)
{
    private readonly List<GitHubPullRequest> all = [];
    private int lastNumber = 3;

    public IReadOnlyList<GitHubPullRequest> All => all;

    public ForgeBranches Branches { get; } = new(repository.Remote, "GitHub <noreply@github.com>");

    public IEnumerable<GitHubPullRequest> OpenOnes => all.Where(one => one.IsOpen);

    /// <summary>Branches are the new owner's.</summary>
    public void MoveTo(string owner)
    {
        foreach (var pull in all.Where(pull => !pull.IsFromFork))
        {
            pull.HeadOwner = owner;
        }
    }

    public string? TipOf(string branch) => Branches.TipOf(branch);

    /// <summary>The test merge; null where the branches conflict.</summary>
    public string? TestMerge(GitHubPullRequest pull) =>
        TipOf(pull.Base) is { } tip ? Branches.TestMerge(pull.Number, tip, pull.HeadSha).Commit : null;

    public GitHubPullRequest Open(string head, string target, string title, string? body, string author)
    {
        var pull = New(author, repository.Owner, head, target, title, fork: false);
        pull.Body = body;
        pull.HeadSha = TipOf(head)!;
        Add(pull);
        return pull;
    }

    public GitHubPullRequest OpenFromFork(string head, string commit, string owner)
    {
        Look();
        var pull = New(owner, owner, head, repository.DefaultBranch, "From a fork", fork: true);
        pull.HeadSha = commit;
        Add(pull);
        return pull;
    }

    /// <summary>As <see cref="Open"/>, of the past: nothing is looked at.</summary>
    public GitHubPullRequest AddClosed(string head, string commit)
    {
        var pull = New("ada", repository.Owner, head, repository.DefaultBranch, $"Closed {head}", fork: false);
        pull.HeadSha = commit;
        pull.BaseSha = commit;
        all.Add(pull);
        Close(pull);
        return pull;
    }

    public static void Close(GitHubPullRequest pull)
    {
        pull.IsOpen = false;
        pull.AutoMerge = null;
        pull.ClosedAt = GitHubRepository.Now;
        pull.UpdatedAt = GitHubRepository.Now;
    }

    /// <summary>Reads the branches, then merges the pull requests that are ready.</summary>
    public void Settle()
    {
        Look();

        while (OpenOnes.Where(pull => pull.AutoMerge is not null).ToList().Exists(MergeIfReady))
        {
            // What was merged may have closed or blocked another.
        }
    }

    /// <summary>What git has got since the last look.</summary>
    public void Look()
    {
        Branches.Look();

        foreach (var pull in OpenOnes.ToList())
        {
            Follow(pull);
        }
    }

    /// <summary>Whether a commit carries a signature, by whatever key.</summary>
    public bool IsSigned(string commit) =>
        repository
            .Remote.Git("cat-file", "commit", commit)
            .Split("\n\n")[0]
            .Contains("\ngpgsig", StringComparison.Ordinal);

    /// <summary>
    /// The pull requests of a commit, the newest first: of one on the default branch the merged one that brought it, of
    /// another those that are open and merged.
    /// </summary>
    /// <remarks>Source: https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit</remarks>
    public IReadOnlyList<GitHubPullRequest> Of(string commit)
    {
        var isOnDefault = Branches.IsAncestor(commit, TipOf(repository.DefaultBranch)!);
        return
        [
            .. all.Where(pull =>
                    pull.IsMerged
                        ? pull.Commits.Contains(commit) && !pull.IsUnlinked()
                        : !isOnDefault && pull.IsOpen && Brings(pull, commit)
                )
                .OrderByDescending(pull => pull.Number),
        ];
    }

    private bool MergeIfReady(GitHubPullRequest pull) =>
        GitHubMergeState.Of(repository, pull).MayMerge
        && GitHubMerger.MergeNow(repository, pull, GitHubMerger.StyleOf(repository, pull), pull.AutoMergeBy!) is null;

    private GitHubPullRequest New(string author, string owner, string head, string target, string title, bool fork)
    {
        var number = ++lastNumber;
        return new(
            number,
            string.Create(CultureInfo.InvariantCulture, $"PR_{repository.Id}_{number}"),
            GitHubRepository.Now
        )
        {
            Author = author,
            HeadOwner = owner,
            Head = head,
            Base = target,
            Title = title,
            IsFromFork = fork,
        };
    }

    private void Add(GitHubPullRequest pull)
    {
        pull.BaseSha = TipOf(pull.Base)!;
        pull.BaseSeen = pull.BaseSha;
        pull.UnknownMergeableReads = repository.Forge.Lag.MergeableReads;
        all.Add(pull);
        repository.Remote.SetRef(HeadRef(pull), pull.HeadSha);
    }

    private void Follow(GitHubPullRequest pull)
    {
        var target = TipOf(pull.Base);
        var head = pull.IsFromFork ? pull.HeadSha : TipOf(pull.Head);

        if (head is null || target is null)
        {
            Close(pull);
            return;
        }

        if (head != pull.HeadSha)
        {
            pull.OldHeadSha = pull.HeadSha;
            pull.OldHeadReads = repository.Forge.Lag.HeadReads;
            pull.UnknownMergeableReads = repository.Forge.Lag.MergeableReads;
            pull.HeadSha = head;
            pull.BaseSha = target;
            pull.UpdatedAt = GitHubRepository.Now;
            repository.Remote.SetRef(HeadRef(pull), head);

            // A branch that is set back to its base has nothing to merge any more.
            if (Branches.IsAncestor(head, target))
            {
                Close(pull);
            }
        }
        else if (target != pull.BaseSeen && Branches.IsAncestor(head, target))
        {
            // The commits were pushed to the base branch, which GitHub calls an indirect merge.
            GitHubMerger.MarkMerged(repository, pull, pull.BaseSeen, target, pull.Author);
        }

        pull.BaseSeen = target;
    }

    private static string HeadRef(GitHubPullRequest pull) =>
        string.Create(CultureInfo.InvariantCulture, $"refs/pull/{pull.Number}/head");

    private bool Brings(GitHubPullRequest pull, string commit) =>
        pull.HeadSha == commit
        || (Branches.IsAncestor(commit, pull.HeadSha) && !Branches.IsAncestor(commit, TipOf(pull.Base)!));
}
