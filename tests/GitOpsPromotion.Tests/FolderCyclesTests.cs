using FluentAssertions;
using Xunit;

namespace GitOpsPromotion.Tests;

public static class FolderCyclesTests
{
    [Fact]
    public static void There_is_no_cycle_between_the_folders_of_src() =>
        FolderCycles.Find([.. SourceFiles.All("src").Select(path => (path, Checkout.Read(path)))]).Should().BeEmpty();

    [Fact]
    public static void A_using_line_makes_an_edge() =>
        FolderCycles
            .Find([
                File("A/First.cs", "using GitOpsPromotion.B;\npublic class First;"),
                File("B/Second.cs", "using GitOpsPromotion.C;\npublic class Second;"),
                File("C/Third.cs", "using GitOpsPromotion.A;\npublic class Third;"),
            ])
            .Should()
            .Equal("GitOpsPromotion.A", "GitOpsPromotion.B", "GitOpsPromotion.C", "GitOpsPromotion.A");

    [Fact]
    public static void A_type_of_the_parent_folder_makes_an_edge_without_a_using_line() =>
        FolderCycles
            .Find([
                File("Root.cs", "using GitOpsPromotion.A;\ninternal static class Root;"),
                File("A/First.cs", "public class First { Root root; }"),
            ])
            .Should()
            .Equal("GitOpsPromotion", "GitOpsPromotion.A", "GitOpsPromotion");

    [Fact]
    public static void Comments_and_strings_make_no_edge() =>
        FolderCycles
            .Find([
                File("Root.cs", "using GitOpsPromotion.A;\ninternal static class Root;"),
                File("A/First.cs", "// Root\npublic class First { string text = \"Root\"; }"),
            ])
            .Should()
            .BeEmpty();

    private static (string Path, string Text) File(string path, string text) => ($"src/GitOpsPromotion/{path}", text);
}
