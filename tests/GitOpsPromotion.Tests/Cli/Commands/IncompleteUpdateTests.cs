using System.Text;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges.Sites;
using GitOpsPromotion.Tests.Promotions;
using Xunit;

namespace GitOpsPromotion.Tests.Cli.Commands;

/// <summary>Files of the environment with a marker of the app that is not set: reported, or an error.</summary>
public sealed class IncompleteUpdateTests : IDisposable
{
    private const string Marked = "tag: v1 # {\"$imagepolicy\": \"webshop:webui:tag\"}\n";
    private const string LfsPointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 60\n";

    private readonly InProcessSite site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("webshop/dev/values.yaml.gotmpl", Marked, 1)]
    [InlineData("webshop/dev/chart/values.yaml.j2", "{{ if x }}\n" + Marked, 2)]
    [InlineData("webshop/dev/app.json", "{\"x\": \"y\"} " + Marked, 1)]
    public async Task Files_with_other_extensions_are_reported(string path, string content, int line)
    {
        Add(path, content);

        var run = (await PlanAsync()).Expect(ExitCode.Done);

        run.Error.Should()
            .Contain(
                $"warning: {path}:{line}: the marker of webshop:webui is not set: only files named *.yaml, *.yml and Kustomization are read"
            );
    }

    [Theory]
    [InlineData("webshop/dev/README.md", Marked)]
    [InlineData("webshop/dev/chart/web.yaml", "{{- if .x }}\nimage: {{ .y }}\n{{- end }}\n")]
    [InlineData("webshop/dev/cluster.yaml", "#% if x %#\nname: #{ y }#\n")]
    [InlineData("webshop/dev/cart.yaml.gotmpl", "tag: v1 # {\"$imagepolicy\": \"webshop:cart:tag\"}\n")]
    [InlineData("webshop/qa/values.yaml.gotmpl", Marked)]
    public async Task Files_without_the_app_are_not_reported(string path, string content)
    {
        Add(path, content);

        (await PlanAsync()).Expect(ExitCode.Done).Error.Should().NotContain("warning");
    }

    [Fact]
    public async Task Large_files_with_other_extensions_are_not_searched()
    {
        Add("webshop/dev/large.bin", Marked + new string('x', 1024 * 1024));

        (await PlanAsync()).Expect(ExitCode.Done).Error.Should().NotContain("warning");
    }

    [Theory]
    [InlineData("webshop/dev/Job.YAML")]
    [InlineData("webshop/dev/job.Yml")]
    public async Task Extensions_in_upper_case_are_read(string path)
    {
        Add(path, Marked);

        var run = (await PlanAsync()).Expect(ExitCode.Done);

        run.Error.Should().NotContain("warning");
        run.Output.Should().Contain($"+++ b/{path}");
    }

    [Theory]
    [InlineData("../base/web.yaml", "webshop/base/web.yaml:1")]
    [InlineData("../base", "webshop/base/web.yaml:1")]
    public async Task Links_are_reported(string target, string marker)
    {
        Add("webshop/base/web.yaml", Marked);
        AddLink("webshop/dev/web.yaml", target);

        var run = (await PlanAsync()).Expect(ExitCode.Done);

        run.Error.Should()
            .Contain(
                $"warning: webshop/dev/web.yaml: the file is a symbolic link and is not followed, so the marker of webshop:webui in {marker} is not set"
            );
    }

    [Fact]
    public async Task Links_to_links_are_reported()
    {
        Add("webshop/base/web.yaml", Marked);
        AddLink("webshop/link", "base");
        AddLink("webshop/dev/web", "../link");
        AddLink("webshop/dev/circle.yaml", "circle.yaml");

        var run = (await PlanAsync()).Expect(ExitCode.Done);

        run.Error.Should().Contain("warning: webshop/dev/web: ").And.Contain("in webshop/base/web.yaml:1 is not set");
        run.Error.Should().NotContain("circle");
    }

    [Theory]
    [InlineData("kustomization.yaml")]
    [InlineData("../nowhere.yaml")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("../qa")]
    public async Task Links_without_a_marker_are_not_reported(string target)
    {
        Add(Webshop.Qa, "a: b\n");
        AddLink("webshop/dev/web.yaml", target);

        (await PlanAsync()).Expect(ExitCode.Done).Error.Should().NotContain("warning");
    }

    [Fact]
    public async Task Markers_that_Flux_does_not_accept_are_reported()
    {
        Add("webshop/dev/job.yaml", "\ntag: v1 # {'$imagepolicy': 'webshop:webui:tag'}\n");

        var run = (await PlanAsync("--output", "json")).Expect(ExitCode.Done);

        run.Error.Should().Contain("warning: webshop/dev/job.yaml:2: the marker has single quotes");
        var warning = run.Json.GetProperty("warnings")[0];
        warning.GetProperty("file").GetString().Should().Be("webshop/dev/job.yaml");
        warning.GetProperty("line").GetInt32().Should().Be(2);
        warning.GetProperty("message").GetString().Should().EndWith("the value is not set");
    }

    [Fact]
    public async Task An_existing_version_does_not_hide_them()
    {
        Add(Webshop.Dev, Webshop.With("2.0"));
        Add("webshop/dev/values.yaml.gotmpl", Marked);

        var run = (await site.NewAsync("2.0")).Expect(ExitCode.Done);

        run.Line.Should().StartWith("nothing to do");
        run.Error.Should().Contain("warning: webshop/dev/values.yaml.gotmpl:1:");
    }

    [Fact]
    public async Task Manifests_in_UTF16_stop_the_promotion()
    {
        byte[] content = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Marked)];
        var blob = site.Remote.Git(content, "hash-object", "-w", "--stdin");
        site.Remote.Tamper("main", $"M 100644 {blob} webshop/dev/job.yaml\n");
        var before = site.Refs;

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("webshop/dev/job.yaml contains a marker but is encoded in UTF-16")
            .And.Contain("Save the file in UTF-8");
        site.Refs.Should().Be(before);
    }

    [Fact]
    public async Task Manifests_in_Git_LFS_stop_the_promotion()
    {
        Add("webshop/dev/job.yaml", LfsPointer);
        Add("webshop/dev/picture.png", LfsPointer);
        var before = site.Refs;

        (await site.NewAsync("2.0"))
            .Expect(ExitCode.Failed)
            .Error.Should()
            .Contain("webshop/dev/job.yaml is a Git LFS pointer")
            .And.Contain(".gitattributes");
        site.Refs.Should().Be(before);
    }

    [Fact]
    public async Task Other_files_in_Git_LFS_are_ignored()
    {
        Add("webshop/dev/picture.png", LfsPointer);

        (await PlanAsync()).Expect(ExitCode.Done).Error.Should().NotContain("warning");
    }

    private Task<InProcessTool> PlanAsync(params string[] more) => site.NewAsync("2.0", ["--dry-run", .. more]);

    private void Add(string path, string content) => site.Remote.Commit("main", (path, content));

    private void AddLink(string path, string target) => site.Remote.Tamper("main", Tampering.Link(path, target));
}
