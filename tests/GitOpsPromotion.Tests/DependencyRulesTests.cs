using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests;

public static class DependencyRulesTests
{
    [Fact]
    public static void Every_source_file_keeps_the_rules()
    {
        var files = Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .ToList();

        files.Should().HaveCountGreaterThan(50);
        files.SelectMany(path => DependencyRules.Check(path, Checkout.Read(path))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Images", "using GitOpsPromotion.Git;", "Images may not use Git")]
    [InlineData("Manifests", "using GitOpsPromotion.Git;", "Manifests may not use Git")]
    [InlineData("Manifests", "using static GitOpsPromotion.Git.CommitSha;", "Manifests may not use Git")]
    [InlineData("Manifests", "using Sha = GitOpsPromotion.Git.CommitSha;", "Manifests may not use Git")]
    [InlineData("Manifests", "    GitOpsPromotion.Git.CommitSha sha;", "Manifests may not use Git")]
    [InlineData("Manifests", "    Git.CommitSha sha;", "Manifests may not use Git")]
    [InlineData("Configuration", "using GitOpsPromotion.Manifests;", "Configuration may not use Manifests")]
    [InlineData("Git", "using GitOpsPromotion.Images;", "Git may not use Images")]
    [InlineData("Providers", "using GitOpsPromotion.Promotions;", "Providers may not use Promotions")]
    [InlineData("Providers", "using GitOpsPromotion.Manifests;", "Providers may not use Manifests")]
    [InlineData("Providers", "using GitOpsPromotion.Providers.GitHub;", "Providers may not use Providers.GitHub")]
    [InlineData("Providers", "    new GitHub.GitHubProvider();", "Providers may not use Providers.GitHub")]
    [InlineData(
        "Providers/GitHub",
        "using GitOpsPromotion.Providers.PlainGit;",
        "Providers.GitHub may not use Providers.PlainGit"
    )]
    [InlineData("Promotions", "using GitOpsPromotion.Providers.GitHub;", "Promotions may not use Providers.GitHub")]
    [InlineData("Promotions", "using GitOpsPromotion.Yaml;", "Promotions may not use Yaml")]
    [InlineData("Text", "using GitOpsPromotion.Images;", "Text may not use Images")]
    [InlineData("Yaml", "using GitOpsPromotion.Manifests;", "Yaml may not use Manifests")]
    [InlineData("Promotions", "using GitOpsPromotion.Cli;", "Promotions may not use Cli")]
    [InlineData("Promotions", "using GitOpsPromotion.Cli.Commands;", "Promotions may not use Cli")]
    [InlineData("Git", "    Process.Start(start);", "only Git/GitProcess.cs starts processes")]
    [InlineData("Git", "    ProcessStartInfo start = new();", "only Git/GitProcess.cs starts processes")]
    [InlineData(
        "Git",
        "        start.FileName = \"git\";",
        "programs are started by their full path, which ProgramPath finds"
    )]
    [InlineData("Providers", "    private readonly Process process;", "only Git knows processes")]
    [InlineData("Providers", "    System.Diagnostics.Process? process;", "only Git knows processes")]
    [InlineData("Promotions", "    Console.WriteLine();", "the library never prints")]
    [InlineData("Promotions", "using static System.Console;", "the library never prints")]
    [InlineData("Git", "    Environment.GetEnvironmentVariable(name);", "the library does not read the environment")]
    [InlineData("Promotions", "    var line = Environment.NewLine;", "the library does not read the environment")]
    [InlineData("Git", "    System.Environment.NewLine", "the library does not read the environment")]
    [InlineData("Promotions", "    File.ReadAllText(path);", "only Git and Providers touch the world")]
    [InlineData("Promotions", "    HttpClient http,", "only Git and Providers touch the world")]
    [InlineData("Configuration", "using System.Net;", "only Git and Providers touch the world")]
    [InlineData("Git", "    DateTimeOffset.UtcNow", "time comes from a TimeProvider")]
    [InlineData("Providers", "    Thread.Sleep(1);", "time comes from a TimeProvider")]
    public static void Names_file_line_and_rule(string folder, string line, string rule)
    {
        var path = $"src/GitOpsPromotion/{folder}/Sample.cs";

        var mistakes = DependencyRules.Check(path, $"using System;\n{line}\n");

        mistakes.Should().ContainSingle().Which.Should().Be($"{path}:2: {rule}: {line.Trim()}");
    }

    [Theory]
    [InlineData("        ProcessStartInfo start = new(\"git\", arguments)")]
    [InlineData("        new ProcessStartInfo(\"sh\", [\"-c\"])")]
    [InlineData("        Process.Start(\"kill\", [])")]
    public static void Finds_programs_that_are_named_without_a_path(string line) =>
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
    [InlineData("Providers/KnownProvider.cs", "using GitOpsPromotion.Providers.GitHub;")]
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
    public static void Lets_pass_what_the_table_allows(string path, string line) =>
        DependencyRules.Check($"src/GitOpsPromotion/{path}", line).Should().BeEmpty();

    [Theory]
    [InlineData("src/GitOpsPromotion.Cli/Commands/NewCommand.cs", "using GitOpsPromotion.Providers.GitHub;")]
    [InlineData("src/GitOpsPromotion.Cli/Program.cs", "    Console.Error.WriteLine();")]
    [InlineData("src/GitOpsPromotion.Cli/Composition.cs", "    Environment.GetEnvironmentVariable(name);")]
    [InlineData("src/GitOpsPromotion.Cli/Commands/NewCommand.cs", "namespace GitOpsPromotion.Cli.Commands;")]
    public static void Lets_the_front_end_use_everything(string path, string line) =>
        DependencyRules.Check(path, line).Should().BeEmpty();

    [Theory]
    [InlineData("src/GitOpsPromotion/Git/CommitSha.cs", "namespace GitOpsPromotion;", "GitOpsPromotion.Git")]
    [InlineData(
        "src/GitOpsPromotion.Cli/Output/Text.cs",
        "namespace GitOpsPromotion.Cli;",
        "GitOpsPromotion.Cli.Output"
    )]
    public static void Wants_the_namespace_to_be_the_folder(string path, string line, string expected) =>
        DependencyRules
            .Check(path, line)
            .Should()
            .Equal($"{path}:1: the namespace of this folder is {expected}: {line}");

    [Theory]
    [InlineData("Utils")]
    [InlineData("Providers/Gitea")]
    public static void Wants_a_row_for_each_folder(string folder) =>
        DependencyRules
            .Check($"src/GitOpsPromotion/{folder}/Sample.cs", "")
            .Should()
            .ContainSingle()
            .Which.Should()
            .EndWith($"'{folder.Replace('/', '.')}' has no row in the table of dependencies");
}
