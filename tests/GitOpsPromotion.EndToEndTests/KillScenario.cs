using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>Kills the tool before each push of a command and after the last, one run after another, and runs the command again.</summary>
/// <remarks>The remote changes only in pushes, so all kills between two pushes leave the same state.</remarks>
internal static partial class KillScenario
{
    // 128 and the number of SIGKILL.
    private const int Killed = 137;

    /// <param name="site">The site. Its remote is restored between the runs.</param>
    /// <param name="run">The command.</param>
    /// <param name="isDone">Whether the run after a kill may have another exit code because the command was completed.</param>
    /// <returns>The number of pushes of the command.</returns>
    public static async Task<int> KillAtPushesAsync(
        Site site,
        Func<Task<ToolRun>> run,
        Func<ToolRun, bool>? isDone = null
    )
    {
        var limit = Path.Combine(site.Folder, "limit");
        var wrapper = GitWrapper.Install(site, $"""[ "$count" -lt "$(cat '{limit}')" ] || kill -9 $PPID""");
        var start = RemoteRefs.Save(site.Remote);

        await File.WriteAllTextAsync(limit, "1000");
        (await run()).Expect(0);
        var expected = State(site);
        var calls = wrapper.Calls;

        foreach (var number in Enumerable.Range(0, calls.Length).Where(IsAtPush).Select(index => index + 1))
        {
            start.Restore();
            wrapper.Forget();
            await File.WriteAllTextAsync(limit, number.ToString(CultureInfo.InvariantCulture));
            (await run()).Expect(Killed);

            await File.WriteAllTextAsync(limit, "1000");
            var again = await run();

            if (isDone?.Invoke(again) is not true)
            {
                again.Expect(0);
            }

            State(site).Should().Be(expected, "the first run was killed before its process {0} of git", number);
        }

        return calls.Count(IsPush);

        bool IsAtPush(int index) =>
            IsPush(calls[index]) || (index > 0 && IsPush(calls[index - 1]) && !calls.Skip(index).Any(IsPush));
    }

    private static bool IsPush(string call) => call.StartsWith("push ", StringComparison.Ordinal);

    /// <summary>The state of the remote's refs, without object names and times.</summary>
    private static string State(Site site)
    {
        var refs = site.Remote.Git("for-each-ref", "--format=%(refname) %(tree) %(contents)%00");
        var history = site.Remote.Git("rev-list", "--count", site.Branch);
        return $"{string.Join('\n', CommitName.Replace(refs, "(commit)").Split('\0').Order(StringComparer.Ordinal))}\n{history}";
    }

    [GeneratedRegex("(?<=commit/|statuses/|\")[0-9a-f]{40}(?=[ \"])|(?<=\"sha\\\\\":\\\\\")[0-9a-f]{40}")]
    private static partial Regex CommitName { get; }
}
