using System.Text;
using FluentAssertions;
using GitOpsPromotion.Forges;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

/// <summary>Which processes get the token in their environment.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class TokenExposureTests : IAsyncLifetime
{
    private readonly GitSandbox sandbox = new();
    private readonly Variables variables = new();
    private StubPrograms programs = null!;
    private GitHttpServer server = null!;
    private TestRepository remote = null!;
    private TestRepository clone = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are POSIX shell scripts.");
        programs = new(sandbox, variables);
        server = await GitHttpServer.StartAsync(sandbox.Path);
        remote = sandbox.CreateRemote();
        remote.Commit("main", ("apps/dev/web.yaml", "tag: 1\n"));
        clone = sandbox.Clone(remote);
        clone.Git("remote", "set-url", "origin", server.AddressOf("remote.git"));

        foreach (var name in TokenVariables.Names)
        {
            variables[name] = server.Token;
        }
    }

    public async ValueTask DisposeAsync()
    {
        variables.Dispose();

        if (server is not null)
        {
            await server.DisposeAsync();
        }

        sandbox.Dispose();
    }

    [Fact]
    public async Task Only_commands_that_connect_to_the_remote_get_it()
    {
        RecordEnvironments();

        await PromoteAsync(clone);

        CommandsWithToken().Should().BeEquivalentTo("ls-remote", "fetch", "push");
        Commands().Should().Contain(["config", "cat-file", "commit-tree", "unpack-objects", "merge-tree", "diff-tree"]);
        remote.Read("promote/a-b", "apps/dev/web.yaml").Should().Be("tag: 2");
    }

    [Fact]
    public async Task Commands_that_fetch_missing_objects_of_a_partial_clone_get_it()
    {
        var partial = sandbox.Clone(remote, "partial", "--filter=blob:none", "--no-checkout");
        partial.Git("remote", "set-url", "origin", server.AddressOf("remote.git"));
        RecordEnvironments();

        await PromoteAsync(partial);

        CommandsWithToken()
            .Should()
            .BeEquivalentTo("ls-remote", "fetch", "push", "cat-file", "merge-tree", "diff-tree");
    }

    [Theory]
    [InlineData("openpgp", "gpg.program")]
    [InlineData("ssh", "gpg.ssh.program")]
    public async Task A_signing_program_does_not_get_it(string format, string setting)
    {
        // Does not sign: the commit fails, but the environment has been recorded.
        programs.Write("signer", $"env > '{sandbox["signer-environment"]}'\nexit 1");
        await File.WriteAllTextAsync(sandbox["key.pub"], "ssh-ed25519 AAAA\n");
        clone.Git("config", "commit.gpgsign", "true");
        clone.Git("config", "gpg.format", format);
        clone.Git("config", "user.signingkey", sandbox["key.pub"]);
        clone.Git("config", setting, programs["signer"]);
        variables["SOME_OTHER_NAME"] = $"Bearer {server.Token}";
        variables["GIT_CONFIG_COUNT"] = "1";
        variables["GIT_CONFIG_KEY_0"] = $"http.{server.Address}.extraheader";
        variables["GIT_CONFIG_VALUE_0"] = $"Authorization: Basic {Encoded}";

        var promote = () => PromoteAsync(clone);

        await promote.Should().ThrowAsync<PromotionException>().WithMessage("Writing the commit failed.*");
        var environment = await File.ReadAllTextAsync(sandbox["signer-environment"]);
        environment.Should().Contain("GIT_CONFIG_COUNT=").And.NotContainAny(server.Token, Encoded, "extraheader");
    }

    [Fact]
    public async Task Ssh_does_not_get_it()
    {
        programs.Write("ssh", $"env >> '{sandbox["ssh-environment"]}'\nshift $(($# - 1))\nexec sh -c \"$1\"");
        clone.Git("remote", "set-url", "origin", $"git@git.example.invalid:{remote.Path}");
        variables["GIT_SSH_COMMAND"] = programs["ssh"];
        variables["SOME_OTHER_NAME"] = $"Bearer {server.Token}";
        variables["GIT_CONFIG_COUNT"] = "1";
        variables["GIT_CONFIG_KEY_0"] = "http.extraheader";
        variables["GIT_CONFIG_VALUE_0"] = $"Authorization: Basic {Encoded}";

        await PromoteAsync(clone);

        var environment = await File.ReadAllTextAsync(sandbox["ssh-environment"]);
        environment.Should().Contain("GIT_CONFIG_VALUE_0=").And.NotContainAny(server.Token, Encoded);
        remote.Read("promote/a-b", "apps/dev/web.yaml").Should().Be("tag: 2");
    }

    [Fact]
    public async Task A_push_over_ssh_does_not_get_it_if_fetches_use_HTTP()
    {
        programs.Write("ssh", $"env >> '{sandbox["ssh-environment"]}'\nshift $(($# - 1))\nexec sh -c \"$1\"");
        clone.Git("config", "remote.origin.pushurl", $"git@git.example.invalid:{remote.Path}");
        variables["GIT_SSH_COMMAND"] = programs["ssh"];

        await PromoteAsync(clone);

        (await File.ReadAllTextAsync(sandbox["ssh-environment"])).Should().NotContainAny(server.Token, Encoded);
        remote.Read("promote/a-b", "apps/dev/web.yaml").Should().Be("tag: 2");
    }

    // gh's credential helper does this.
    [Fact]
    public async Task A_credential_helper_can_read_it_from_a_variable_if_no_token_is_passed()
    {
        programs.Write("helper", $"echo username={GitHttpServer.UserName}\necho password=$GH_TOKEN");
        clone.Git("config", "credential.helper", programs["helper"]);
        RecordEnvironments();

        await using var repository = await GitRepository.OpenAsync(clone.Path, _ => null, trace: null, default);
        await repository.TipAsync();

        CommandsWithToken().Should().BeEquivalentTo("ls-remote");
    }

    private string Encoded =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{GitHttpServer.UserName}:{server.Token}"));

    private async Task PromoteAsync(TestRepository directory)
    {
        GitCredential credential = new(GitHttpServer.UserName, server.Token);
        await using var repository = await GitRepository.OpenAsync(
            directory.Path,
            _ => credential,
            trace: null,
            default
        );
        var other = remote.Commit("main", ("apps/dev/other.yaml", "tag: 1\n"));
        var tip = await repository.TipAsync();
        await repository.Remote.FetchAsync([tip], default);
        (await repository.ReadTextAsync(tip, "apps/dev/web.yaml")).Should().Be("tag: 1\n");
        var commit = await repository.CommitFileAsync(tip, "apps/dev/web.yaml", "tag: 2\n");
        var found = (await repository.FindCommitAsync(commit, default))!;
        await repository.DiffAsync(tip, found.Tree, default);
        await repository.MergeAsync(tip, commit, default);
        await repository.Remote.PushAsync([new("refs/heads/promote/a-b", commit, Expected: null)], default);
        other.Should().Be(tip.Value);
    }

    private void RecordEnvironments()
    {
        Directory.CreateDirectory(sandbox["environments"]);
        programs.WrapGit($"command=$1\n[ \"$1\" = -c ] && command=$3\nenv > '{sandbox["environments"]}'/$command.$$");
    }

    private IEnumerable<string> Commands() => CommandsWhere(_ => true);

    private IEnumerable<string> CommandsWithToken() =>
        CommandsWhere(environment =>
            environment.Contains(server.Token, StringComparison.Ordinal)
            || environment.Contains(Encoded, StringComparison.Ordinal)
        );

    // The server uses the same git.
    private IEnumerable<string> CommandsWhere(Func<string, bool> holds) =>
        Directory
            .GetFiles(sandbox["environments"])
            .Where(file => holds(File.ReadAllText(file)))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(command => command is not ("upload-pack" or "receive-pack" or "fast-import"))
            .Distinct(StringComparer.Ordinal);
}
