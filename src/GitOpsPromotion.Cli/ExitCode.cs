namespace GitOpsPromotion.Cli;

/// <summary>What the process ends with. Documented in <c>docs/exit-codes.md</c>.</summary>
internal enum ExitCode
{
    /// <summary>Done, or nothing to do.</summary>
    Done = 0,

    /// <summary>The promotion or the check failed.</summary>
    Failed = 1,

    /// <summary>The arguments or the configuration are wrong.</summary>
    Usage = 2,

    /// <summary>git or the provider could not be reached, or refused the credentials.</summary>
    Unreachable = 3,

    /// <summary>Interrupted.</summary>
    Interrupted = 130,
}

internal static class ExitCodes
{
    public static ExitCode ToExitCode(this FailureKind kind) =>
        kind switch
        {
            FailureKind.Rejected or FailureKind.TimedOut => ExitCode.Failed,
            FailureKind.Configuration => ExitCode.Usage,
            FailureKind.Unavailable or FailureKind.Unauthorized => ExitCode.Unreachable,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
        };
}
