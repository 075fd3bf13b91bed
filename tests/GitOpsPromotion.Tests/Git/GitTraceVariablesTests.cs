using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

public static class GitTraceVariablesTests
{
    private static readonly string File = Path.Combine(Path.GetTempPath(), "trace");

    [Theory]
    [InlineData("remote.origin.url", "https://ci:s3cret@example.com/o/r.git")]
    [InlineData("remote.origin.url", "HTTP://s3cret@example.com/o/r.git")]
    [InlineData("remote.origin.pushurl", "https://ci:s3cret@example.com/o/r.git")]
    [InlineData("url.https://ci:s3cret@example.com/.insteadof", "https://example.com/")]
    [InlineData("url.https://ci:s3cret@example.com/.pushinsteadof", "https://example.com/")]
    public static void Disables_traces_if_the_URL_of_a_remote_may_contain_a_token(string key, string value)
    {
        var environment = Apply((key, value), ("trace2.eventtarget", File));

        environment.Should().NotContainKey("GIT_TRACE").And.Contain("GIT_TRACE2_EVENT", "0");
    }

    [Theory]
    [InlineData("remote.origin.url", "https://example.com/o/r.git")]
    [InlineData("remote.origin.url", "ssh://git@example.com/o/r.git")]
    [InlineData("remote.origin.url", "https://example.com/o/r@2.git")]
    [InlineData("url.https://example.com/.insteadof", "ci@example.com:")]
    public static void Keeps_traces_to_files_if_no_URL_contains_a_user(string key, string value)
    {
        var environment = Apply((key, value), ("trace2.eventtarget", File));

        environment.Should().Contain("GIT_TRACE", File).And.NotContainKey("GIT_TRACE2_EVENT");
    }

    private static Dictionary<string, string?> Apply(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal) { ["GIT_TRACE"] = File };
        var listed = string.Concat(settings.Select(setting => $"local\0{setting.Key}\n{setting.Value}\0"));
        GitTraceVariables.ApplyTo(environment, GitConfiguration.Parse(listed));
        return environment;
    }
}
