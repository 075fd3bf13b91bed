using GitOpsPromotion.Cli.Ci;
using GitOpsPromotion.Cli.Output;
using GitOpsPromotion.Forges;

namespace GitOpsPromotion.Tests.Cli.Ci;

/// <summary>The reports to both CI systems, and what they write.</summary>
public abstract class CiReportTest : IDisposable
{
    private protected const string Secret = "s3cr3t";

    private protected static readonly Result Opened = new()
    {
        Outcome = "opened",
        Message = "created a branch",
        Branch = "promote/webshop-webui",
        Commit = new string('a', 40),
        PullRequest = new(7, "Promote", "open", AutoMerge: true, MergeCommit: null, Url: null),
    };

    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };

    protected CiReportTest()
    {
        Terminal = new Terminal(output, error, width: 80, color: false);
        Terminal.AddSecret(Secret);
    }

    protected TemporaryDirectory Folder { get; } = new();

    private protected Terminal Terminal { get; }

    private protected CiReport GitHub =>
        CiReport.For(
            Job.With(
                ("GITHUB_ACTIONS", "true"),
                ("GITHUB_OUTPUT", Folder["output"]),
                ("GITHUB_STEP_SUMMARY", Folder["summary"])
            ),
            Terminal
        );

    private protected CiReport Azure => CiReport.For(Job.With(("TF_BUILD", "True")), Terminal);

    protected string Output => output.ToString();

    protected string Said => error.ToString();

    protected IReadOnlyDictionary<string, string> GitHubOutputs() =>
        StepOutputs.Read(File.ReadAllText(Folder["output"]));

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Folder.Dispose();
        output.Dispose();
        error.Dispose();
    }
}
