using System.Text;
using BenchmarkDotNet.Attributes;
using GitOpsPromotion.Images;
using GitOpsPromotion.Manifests;

namespace GitOpsPromotion.Benchmarks;

/// <summary>How fast manifests are passed over and rewritten. One file has about 1 MB.</summary>
[MemoryDiagnoser]
public class ManifestThroughput
{
    private const int Size = 1_000_000;

    private readonly ImagePolicy policy = new(GroupName.Parse("webshop"), AppName.Parse("webui"));
    private readonly ImageVersion version = new(ImageTag.Parse("2.0.0"));
    private byte[] unmarked = [];
    private Manifest ofAnotherApp = new("app.yaml", "");
    private Manifest marked = new("app.yaml", "");

    [GlobalSetup]
    public void Write()
    {
        unmarked = Encoding.UTF8.GetBytes(Repeat("", Size));
        ofAnotherApp = new Manifest("app.yaml", Repeat(""" # {"$imagepolicy": "webshop:cart:tag"}""", Size));
        marked = new Manifest("app.yaml", Repeat(""" # {"$imagepolicy": "webshop:webui:tag"}""", Size));
    }

    [Benchmark(Description = "screen 1 MB without markers")]
    public bool Screen() => ManifestReader.MayContainMarkers(unmarked);

    [Benchmark(Description = "screen 1 MB with another app's markers")]
    public ManifestRewrite ScreenOtherApp() => ManifestRewriter.Rewrite(ofAnotherApp, policy, version);

    [Benchmark(Description = "rewrite 1 MB with a marker every 5 lines")]
    public ManifestRewrite Rewrite() => ManifestRewriter.Rewrite(marked, policy, version);

    private static string Repeat(string comment, int size)
    {
        StringBuilder text = new("releases:\n");
        while (text.Length < size)
        {
            text.Append(
                $"""
                  - name: webui
                    # The chart's own values.
                    values: {"{replicas: 2, host: shop.example.com}"}
                    image:
                      tag: "1.0.0"{comment}

                """.ReplaceLineEndings("\n")
            );
        }

        return text.ToString();
    }
}
