namespace GitOpsPromotion.Cli.Output;

/// <summary>The exit codes of the process, documented in <c>docs/exit-codes.md</c>.</summary>
internal enum ExitCode
{
    /// <summary>Success, or nothing to do.</summary>
    Done = 0,

    /// <summary>The promotion or the check failed.</summary>
    Failed = 1,

    /// <summary>The arguments or the configuration are invalid.</summary>
    Usage = 2,

    /// <summary>git or the provider was unavailable, timed out, or rejected the credentials.</summary>
    Unavailable = 3,

    /// <summary>Interrupted by a signal.</summary>
    Interrupted = 130,
}

internal static class ExitCodes
{
    public static ExitCode ToExitCode(this FailureKind kind) =>
        kind switch
        {
            FailureKind.Rejected or FailureKind.TimedOut => ExitCode.Failed,
            FailureKind.Configuration => ExitCode.Usage,
            FailureKind.Unavailable or FailureKind.Unauthorized => ExitCode.Unavailable,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
        };
}
