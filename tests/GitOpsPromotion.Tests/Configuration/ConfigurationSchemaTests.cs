using FluentAssertions;
using GitOpsPromotion.Configuration;
using NJsonSchema;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

/// <summary>Holds the schema against the files that the reader is held against.</summary>
public sealed class ConfigurationSchemaTests : IAsyncLifetime
{
    private JsonSchema schema = new();

    public async ValueTask InitializeAsync() =>
        schema = await JsonSchema.FromJsonAsync(Checkout.Read("assets/gitops-promotion.schema.json"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(GoodConfigurations.Names), MemberType = typeof(GoodConfigurations))]
    public void Accepts_what_the_reader_accepts(string name) => Judge(GoodConfigurations.Get(name), accepted: true);

    [Theory]
    [MemberData(nameof(BadConfigurations.Names), MemberType = typeof(BadConfigurations))]
    public void Refuses_what_the_reader_refuses(string name) => Judge(BadConfigurations.Get(name), accepted: false);

    [Fact]
    public void Knows_the_keys_that_the_reader_knows() =>
        ConfigurationReaderTests
            .Mistake("environments: [{name: dev}]\nx: 1")
            .Message.Should()
            .EndWith($"Allowed: {Quote.Of([.. schema.Properties.Keys])}.");

    /// <summary>Where the table says that schema and reader differ, they must: else the reason is out of date.</summary>
    private void Judge(ConfigurationCase file, bool accepted)
    {
        bool? verdict = YamlAsJson.Convert(file.Text) is { } json ? schema.Validate(json).Count is 0 : null;

        if (file.SchemaDiffers is { } reason)
        {
            verdict.Should().NotBe(accepted, reason);
        }
        else
        {
            verdict.Should().Be(accepted);
        }
    }
}
