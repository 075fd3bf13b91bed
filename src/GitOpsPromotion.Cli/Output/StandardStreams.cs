using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GitOpsPromotion.Cli.Output;

/// <summary>Standard output and error of the process, which may be closed.</summary>
internal sealed class StandardStreams
{
    private const string NullDevice = "/dev/null";
    private const int LastStandardDescriptor = 2;

    /// <summary>O_CLOEXEC on Linux. Inherited descriptors do not have this flag.</summary>
    private const long CloseOnExecute = 0x80000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // Open until the process ends.
    private static readonly List<SafeFileHandle> PlaceHolders = [];

    private StandardStreams()
    {
        HasOutput = IsInherited(1);
        HasError = IsInherited(2);
        Output = HasOutput ? Open(Console.OpenStandardOutput) : new ClosedWriter();
        Error = HasError ? Open(Console.OpenStandardError) : new ClosedWriter();
    }

    /// <summary>Whether standard output is open.</summary>
    public bool HasOutput { get; }

    /// <summary>Whether standard error is open.</summary>
    public bool HasError { get; }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>
    /// Call this before anything opens a file: the file would get the descriptor of a closed standard stream, and the result would be
    /// written to it.
    /// </summary>
    public static StandardStreams ForProcess()
    {
        if (OperatingSystem.IsWindows())
        {
            // The default code page of a console does not have box-drawing characters.
            Console.OutputEncoding = Utf8;
        }
        else
        {
            FillClosed();
        }

        return new();
    }

    private static void FillClosed()
    {
        while (true)
        {
            // Gets the lowest free descriptor.
            var handle = File.OpenHandle(NullDevice, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

            if (handle.DangerousGetHandle() > LastStandardDescriptor)
            {
                handle.Dispose();
                return;
            }

            PlaceHolders.Add(handle);
        }
    }

    private static bool IsInherited(int descriptor) =>
        PlaceHolders.TrueForAll(handle => handle.DangerousGetHandle() != descriptor)
        // The runtime opens files before Main, which may have got the descriptor.
        && !(OperatingSystem.IsLinux() && (FlagsOf(descriptor) & CloseOnExecute) != 0);

    private static long FlagsOf(int descriptor)
    {
        const string flags = "flags:";

        try
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{descriptor}");
            return
                File.ReadLines(file).FirstOrDefault(line => line.StartsWith(flags, StringComparison.Ordinal))
                    is { } found
                ? Convert.ToInt64(found[flags.Length..].Trim(), fromBase: 8)
                : 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Without /proc the stream is assumed to be open.
            return 0;
        }
    }

    private static TextWriter Open(Func<Stream> open)
    {
        try
        {
            return new StreamWriter(open(), Utf8) { AutoFlush = true };
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return new ClosedWriter();
        }
    }
}
