using System.Text;
using GitOpsPromotion.Forges;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>A snapshot of all refs of a remote, which can be restored.</summary>
internal sealed class RemoteRefs(TestRepository remote)
{
    private readonly string[] saved = List(remote);

    public static RemoteRefs Save(TestRepository remote) => new(remote);

    public void Restore()
    {
        StringBuilder commands = new();
        foreach (var name in List(remote).Select(line => line.Split(' ')[0]))
        {
            commands.Append($"delete {name}\n");
        }

        remote.Git(Encoding.UTF8.GetBytes(commands.ToString()), "update-ref", "--stdin");
        commands.Clear();
        foreach (var line in saved)
        {
            commands.Append($"create {line}\n");
        }

        remote.Git(Encoding.UTF8.GetBytes(commands.ToString()), "update-ref", "--stdin");
    }

    private static string[] List(TestRepository remote) =>
        remote
            .Git("for-each-ref", "--format=%(refname) %(objectname)")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
