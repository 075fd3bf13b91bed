using FluentAssertions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace GitOpsPromotion.Tests.Cli;

public static class DocumentedYamlTests
{
    public static TheoryData<string> Blocks() => [.. DocumentedYaml.Blocks().Select(block => block.Name)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public static void Is_valid_YAML(string name)
    {
        YamlStream stream = [];
        using StringReader reader = new(DocumentedYaml.Blocks().Single(block => block.Name == name).Text);

        stream.Load(reader);

        stream.Documents.Should().NotBeEmpty();
    }
}
