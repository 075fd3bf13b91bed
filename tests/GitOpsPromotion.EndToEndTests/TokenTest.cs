using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using Xunit;

namespace GitOpsPromotion.EndToEndTests;

/// <summary>A remote that requires a token.</summary>
public abstract class TokenTest : IAsyncLifetime
{
    private GitWrapper wrapper = null!;

    private protected Site Site { get; } = new();

    private protected GitHttpServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await GitHttpServer.StartAsync(Site.Folder);
        UriBuilder address = new(Server.AddressOf("remote.git")) { UserName = GitHttpServer.UserName };
        Site.Clone.Git("remote", "set-url", "origin", address.Uri.AbsoluteUri);
        wrapper = GitWrapper.Install(Site);
        Site.Tool.Variables["GIT_TRACE_CURL"] = "1";
        Site.Tool.Variables["GIT_CURL_VERBOSE"] = "1";
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // Null if the test was skipped.
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        Site.Dispose();
    }

    /// <summary>Runs the tool, which must not show the token.</summary>
    private protected async Task<ToolRun> RunAsync(int exitCode, params string[] arguments)
    {
        var run = (await Site.RunAsync([.. arguments, "--provider", "git"])).Expect(exitCode);
        NothingHolds(Site.Tool.Variables.GetValueOrDefault("GITOPS_PROMOTION_TOKEN", Server.Token), run);
        return run;
    }

    /// <summary>The token is in no argument, file, object, URL or output.</summary>
    private protected void NothingHolds(string token, ToolRun? run = null)
    {
        string[] forms =
        [
            token,
            Uri.EscapeDataString(token),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(token)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GitHttpServer.UserName}:{token}")),
        ];
        foreach (var form in forms)
        {
            (run?.Everything ?? "").Should().NotContain(form);
            string.Join('\n', wrapper.Calls).Should().NotContain(form);
            foreach (var file in Directory.EnumerateFiles(Site.Folder, "*", SearchOption.AllDirectories))
            {
                File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)).Should().Be(-1, file);
            }
        }

        foreach (var repository in new[] { Site.Clone, Site.Remote })
        {
            repository.Git("cat-file", "--batch", "--batch-all-objects").Should().NotContainAny(forms);
        }

        Server.Requests.Should().OnlyContain(request => !request.Target.Contains(token, StringComparison.Ordinal));
    }
}
