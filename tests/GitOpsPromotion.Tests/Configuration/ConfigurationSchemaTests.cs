using FluentAssertions;
using GitOpsPromotion.Configuration;
using NJsonSchema;
using Xunit;

namespace GitOpsPromotion.Tests.Configuration;

/// <summary>The schema accepts and rejects the same files as the reader.</summary>
public sealed class ConfigurationSchemaTests : IAsyncLifetime
{
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(
        Checkout.Read("assets/gitops-promotion.schema.json")
    );

    private JsonSchema schema = new();

    public async ValueTask InitializeAsync() => schema = await Schema;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(ValidConfigurations.Names), MemberType = typeof(ValidConfigurations))]
    public void Accepts_what_the_reader_accepts(string name) => Verify(ValidConfigurations.Get(name), accepted: true);

    [Theory]
    [MemberData(nameof(InvalidConfigurations.Names), MemberType = typeof(InvalidConfigurations))]
    public void Rejects_what_the_reader_rejects(string name) =>
        Verify(InvalidConfigurations.Get(name), accepted: false);

    [Fact]
    public void Has_the_keys_of_the_reader() =>
        ConfigurationReaderTests
            .FailureOf("environments: [{name: dev}]\nx: 1")
            .Message.Should()
            .EndWith($"Allowed: {Quote.Of([.. schema.Properties.Keys])}.");

    /// <summary>Schema and reader must also disagree where the case says so, so that no reason is out of date.</summary>
    private void Verify(ConfigurationCase file, bool accepted)
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
