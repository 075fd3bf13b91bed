using System.Text.Json;
using FluentAssertions;
using GitOpsPromotion.Cli.Output;
using Xunit;

namespace GitOpsPromotion.Tests.Cli;

public sealed class FailuresTests : IDisposable
{
    private static readonly PromotionException Failure = new(
        FailureKind.Unauthorized,
        "The branch was not pushed.",
        new InvalidOperationException("the cause")
    )
    {
        Hint = "Check the token.",
    };

    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly Terminal terminal;

    public FailuresTests() => terminal = new Terminal(output, error, width: 80, color: false);

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void Have_a_message_and_a_hint_and_no_output()
    {
        var failed = Write(Failures.For(Failure), json: false, verbose: false);

        failed.ExitCode.Should().Be((int)ExitCode.Unavailable);
        Said.Should().Equal("error: The branch was not pushed.", "hint: Check the token.");
        output.ToString().Should().BeEmpty();
    }

    [Fact]
    public void Can_have_no_hint()
    {
        Write(Failures.For(new(FailureKind.Rejected, "No.")), json: false, verbose: false);

        Said.Should().Equal("error: No.");
    }

    [Fact]
    public void Have_the_URL_of_the_pull_request()
    {
        PromotionException failure = new(FailureKind.Rejected, "Pull request 7 was not merged.")
        {
            Page = new Uri("https://forge.example/pull/7"),
        };

        Write(Failures.For(failure), json: false, verbose: false);

        Said.Should().Equal("error: Pull request 7 was not merged.", "pull request: https://forge.example/pull/7");
    }

    [Fact]
    public void Have_the_cause_only_with_verbose()
    {
        Write(Failures.For(Failure), json: false, verbose: true);

        error.ToString().Should().Contain("the cause").And.Contain(nameof(InvalidOperationException));
    }

    [Fact]
    public void Have_an_object_and_a_message_with_JSON()
    {
        Write(Failures.For(Failure), json: true, verbose: false);

        output
            .ToString()
            .TrimEnd()
            .Should()
            .Be(
                """{"outcome":"failed","message":"The branch was not pushed.","hint":"Check the token.","exitCode":3}"""
            );
        Said.Should().HaveCount(2);
    }

    [Fact]
    public void Omit_fields_without_value()
    {
        Write(Failures.For(new(FailureKind.Configuration, "No.")), json: true, verbose: false);

        output.ToString().TrimEnd().Should().Be("""{"outcome":"failed","message":"No.","exitCode":2}""");
    }

    [Fact]
    public void Report_an_internal_error_without_a_stack_trace()
    {
        var failed = Write(Failures.ForBug(Thrown()), json: true, verbose: false);

        failed.ExitCode.Should().Be((int)ExitCode.Failed);
        Said.Should()
            .Equal(
                "error: Internal error (InvalidOperationException): broken",
                "hint: This is a bug. Run the command again with --verbose, and report the output."
            );
        JsonDocument.Parse(output.ToString()).RootElement.GetProperty("exitCode").GetInt32().Should().Be(1);
    }

    [Fact]
    public void Have_the_stack_trace_of_an_internal_error_with_verbose()
    {
        Write(Failures.ForBug(Thrown()), json: false, verbose: true);

        error.ToString().Should().Contain($"at {typeof(FailuresTests).FullName}.{nameof(Thrown)}");
    }

    private Result Write(Result result, bool json, bool verbose)
    {
        new ResultPrinter(terminal, json, verbose).Write(result);
        return result;
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("broken");
        }
        catch (InvalidOperationException bug)
        {
            return bug;
        }
    }

    private string[] Said => error.ToString().TrimEnd().Split(Environment.NewLine);
}
