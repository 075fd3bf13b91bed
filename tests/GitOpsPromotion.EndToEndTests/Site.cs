namespace GitOpsPromotion.EndToEndTests;

/// <summary>A GitOps repository for one test, and the built tool as a process.</summary>
internal sealed class Site : PlainSite<ToolRun>
{
    public Site(string configuration = Webshop.PerApp)
        : this("main", Webshop.Files(configuration)) { }

    /// <param name="branch">The default branch.</param>
    /// <param name="files">Its files.</param>
    public Site(string branch, params (string Path, string Content)[] files)
        : base(branch, files)
    {
        Tool = new Tool(Directory.CreateDirectory(Path.Combine(Folder, "home")).FullName);
    }

    public Tool Tool { get; }

    public override Task<ToolRun> RunInAsync(string directory, params string[] arguments) =>
        Tool.RunAsync(directory, arguments);
}
