using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GitOpsPromotion.Git;

/// <summary>Limits the memory of git and its child processes: a remote can make it unpack any amount of data.</summary>
/// <remarks>
/// Only Linux can limit a running process. The limit counts allocated memory, not mapped files.
/// Source: https://man7.org/linux/man-pages/man2/prlimit.2.html
/// </remarks>
internal static partial class GitMemoryLimit
{
    private const int DataSegment = 2;

    public static void ApplyTo(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Failures are ignored: the process has already exited, or it runs without a limit.
        if (GetLimit(process.Id, DataSegment, IntPtr.Zero, out var limits) is 0 && limits.Current > Limits.GitMemory)
        {
            _ = SetLimit(process.Id, DataSegment, limits with { Current = Limits.GitMemory }, IntPtr.Zero);
        }
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int process, int resource, IntPtr none, out ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "prlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int process, int resource, in ResourceLimit limit, IntPtr none);

    [StructLayout(LayoutKind.Sequential)]
    private record struct ResourceLimit(nuint Current, nuint Maximum);
}
