using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests;

public static class DependencyRulesTests
{
    [Fact]
    public static void Every_source_file_follows_the_rules()
    {
        var files = SourceFiles.All("src");

        files.Should().HaveCountGreaterThan(50);
        files.SelectMany(path => DependencyRules.Check(path, Checkout.Read(path))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Images", "using GitOpsPromotion.Git;", "GitOpsPromotion.Images may not use GitOpsPromotion.Git")]
    [InlineData("Manifests", "using GitOpsPromotion.Git;", "GitOpsPromotion.Manifests may not use GitOpsPromotion.Git")]
    [InlineData(
        "Manifests",
        "using static GitOpsPromotion.Git.CommitSha;",
        "GitOpsPromotion.Manifests may not use GitOpsPromotion.Git"
    )]
    [InlineData(
        "Manifests",
        "using Sha = GitOpsPromotion.Git.CommitSha;",
        "GitOpsPromotion.Manifests may not use GitOpsPromotion.Git"
    )]
    [InlineData(
        "Manifests",
        "    GitOpsPromotion.Git.CommitSha sha;",
        "GitOpsPromotion.Manifests may not use GitOpsPromotion.Git"
    )]
    [InlineData("Manifests", "    Git.CommitSha sha;", "GitOpsPromotion.Manifests may not use GitOpsPromotion.Git")]
    [InlineData(
        "Configuration",
        "using GitOpsPromotion.Manifests;",
        "GitOpsPromotion.Configuration may not use GitOpsPromotion.Manifests"
    )]
    [InlineData("Git", "using GitOpsPromotion.Images;", "GitOpsPromotion.Git may not use GitOpsPromotion.Images")]
    [InlineData(
        "Providers",
        "using GitOpsPromotion.Promotions;",
        "GitOpsPromotion.Providers may not use GitOpsPromotion.Promotions"
    )]
    [InlineData(
        "Providers",
        "using GitOpsPromotion.Manifests;",
        "GitOpsPromotion.Providers may not use GitOpsPromotion.Manifests"
    )]
    [InlineData(
        "Providers",
        "using GitOpsPromotion.Providers.GitHub;",
        "GitOpsPromotion.Providers may not use GitOpsPromotion.Providers.GitHub"
    )]
    [InlineData(
        "Providers",
        "    new GitHub.GitHubProvider();",
        "GitOpsPromotion.Providers may not use GitOpsPromotion.Providers.GitHub"
    )]
    [InlineData(
        "Providers/GitHub",
        "using GitOpsPromotion.Providers.PlainGit;",
        "GitOpsPromotion.Providers.GitHub may not use GitOpsPromotion.Providers.PlainGit"
    )]
    [InlineData(
        "Promotions",
        "using GitOpsPromotion.Providers.GitHub;",
        "GitOpsPromotion.Promotions may not use GitOpsPromotion.Providers.GitHub"
    )]
    [InlineData(
        "Promotions",
        "using GitOpsPromotion.Yaml;",
        "GitOpsPromotion.Promotions may not use GitOpsPromotion.Yaml"
    )]
    [InlineData("Text", "using GitOpsPromotion.Images;", "GitOpsPromotion.Text may not use GitOpsPromotion.Images")]
    [InlineData(
        "Yaml",
        "using GitOpsPromotion.Manifests;",
        "GitOpsPromotion.Yaml may not use GitOpsPromotion.Manifests"
    )]
    [InlineData(
        "Promotions",
        "using GitOpsPromotion.Cli;",
        "GitOpsPromotion.Promotions may not use GitOpsPromotion.Cli"
    )]
    [InlineData(
        "Promotions",
        "using GitOpsPromotion.Cli.Commands;",
        "GitOpsPromotion.Promotions may not use GitOpsPromotion.Cli.Commands"
    )]
    [InlineData("Git", "    Process.Start(start);", "only Git/GitProcess.cs starts processes")]
    [InlineData("Git", "    ProcessStartInfo start = new();", "only Git/GitProcess.cs starts processes")]
    [InlineData(
        "Git",
        "        start.FileName = \"git\";",
        "programs are started by their full path, which ProgramPath finds"
    )]
    [InlineData("Providers", "    private readonly Process process;", "only Git uses processes")]
    [InlineData("Providers", "    System.Diagnostics.Process? process;", "only Git uses processes")]
    [InlineData("Promotions", "    Console.WriteLine();", "the library does not print")]
    [InlineData("Promotions", "using static System.Console;", "the library does not print")]
    [InlineData("Git", "    Environment.GetEnvironmentVariable(name);", "the library does not read the environment")]
    [InlineData("Promotions", "    var line = Environment.NewLine;", "the library does not read the environment")]
    [InlineData("Git", "    System.Environment.NewLine", "the library does not read the environment")]
    [InlineData("Promotions", "    File.ReadAllText(path);", "only Git and Providers access files and the network")]
    [InlineData("Promotions", "    HttpClient http,", "only Git and Providers access files and the network")]
    [InlineData("Configuration", "using System.Net;", "only Git and Providers access files and the network")]
    [InlineData("Git", "    DateTimeOffset.UtcNow", "time comes from a TimeProvider")]
    [InlineData("Providers", "    Thread.Sleep(1);", "time comes from a TimeProvider")]
    public static void Reports_file_line_and_rule(string folder, string line, string rule)
    {
        var path = $"src/GitOpsPromotion/{folder}/Sample.cs";

        var violations = DependencyRules.Check(path, $"using System;\n{line}\n");

        violations.Should().ContainSingle().Which.Should().Be($"{path}:2: {rule}: {line.Trim()}");
    }

    [Theory]
    [InlineData("        ProcessStartInfo start = new(\"git\", arguments)")]
    [InlineData("        new ProcessStartInfo(\"sh\", [\"-c\"])")]
    [InlineData("        Process.Start(\"kill\", [])")]
    public static void Reports_programs_that_are_named_without_a_path(string line) =>
        DependencyRules
            .Check("src/GitOpsPromotion/Git/GitProcess.cs", line)
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("full path");

    [Theory]
    [InlineData("Images/ImageTag.cs", "using GitOpsPromotion.Images;")]
    [InlineData("Configuration/EnvironmentName.cs", "using GitOpsPromotion.Images;")]
    [InlineData("Providers/IGitProvider.cs", "using GitOpsPromotion.Git;")]
    [InlineData("Providers/GitHub/GitHubProvider.cs", "using GitOpsPromotion.Providers;")]
    [InlineData("Promotions/Promotion.cs", "using GitOpsPromotion.Configuration;")]
    [InlineData("Manifests/ManifestParser.cs", "using GitOpsPromotion.Yaml;")]
    [InlineData("Manifests/Manifest.cs", "    // as Git.CommitSha does, see GitOpsPromotion.Git")]
    [InlineData("Manifests/Manifest.cs", "    var count = change.Git.Count;")]
    [InlineData("Manifests/Manifest.cs", "namespace GitOpsPromotion.Manifests;")]
    [InlineData("PromotionException.cs", "namespace GitOpsPromotion;")]
    [InlineData("PromotionException.cs", "    throw new GitOpsPromotion.PromotionException();")]
    [InlineData("Git/GitProcess.cs", "    Process.Start(start);")]
    [InlineData("Git/RunningGit.cs", "    private readonly Process process;")]
    [InlineData("Git/GitProcess.cs", "    start.Environment.Clear();")]
    [InlineData("Git/GitRepository.cs", "    Directory.Exists(directory)")]
    [InlineData("Promotions/Promotion.cs", "    stage.Environment.Value")]
    [InlineData("Promotions/Promotion.cs", "    Environment.Value")]
    [InlineData("Promotions/Promotion.cs", "    new StringReader(text)")]
    public static void Accepts_what_the_table_allows(string path, string line) =>
        DependencyRules.Check($"src/GitOpsPromotion/{path}", line).Should().BeEmpty();

    [Theory]
    [InlineData("src/GitOpsPromotion/Git/CommitSha.cs", "namespace GitOpsPromotion;", "GitOpsPromotion.Git")]
    [InlineData(
        "src/GitOpsPromotion.Cli/Output/Text.cs",
        "namespace GitOpsPromotion.Cli;",
        "GitOpsPromotion.Cli.Output"
    )]
    public static void Requires_the_namespace_of_the_folder(string path, string line, string expected) =>
        DependencyRules
            .Check(path, line)
            .Should()
            .Equal($"{path}:1: the namespace of this folder is {expected}: {line}");

    [Theory]
    [InlineData("Utils")]
    [InlineData("Providers/Gitea")]
    public static void Requires_a_row_for_each_folder(string folder) =>
        DependencyRules
            .Check($"src/GitOpsPromotion/{folder}/Sample.cs", "")
            .Should()
            .ContainSingle()
            .Which.Should()
            .EndWith($"'{folder.Replace('/', '.')}' has no row in the table of dependencies");
}
