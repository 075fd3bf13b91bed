namespace GitOpsPromotion.Forges;

/// <summary>A script that git can start, for which it brings a POSIX shell along on Windows.</summary>
public static class ShellScript
{
    /// <param name="file">Where it is written; executable afterwards.</param>
    /// <param name="script">Its commands, without the first line.</param>
    public static void Write(string file, string script)
    {
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
