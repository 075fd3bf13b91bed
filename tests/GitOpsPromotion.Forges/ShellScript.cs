namespace GitOpsPromotion.Forges;

/// <summary>A script that git can start, for which it brings a POSIX shell along on Windows.</summary>
internal static class ShellScript
{
    public static void Write(string file, string script)
    {
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
