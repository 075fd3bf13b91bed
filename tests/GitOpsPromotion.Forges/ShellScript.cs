namespace GitOpsPromotion.Forges;

/// <summary>A script that git can run; on Windows with the POSIX shell that git includes.</summary>
public static class ShellScript
{
    /// <param name="file">The file to write. It becomes executable.</param>
    /// <param name="script">The commands, without the first line.</param>
    public static void Write(string file, string script)
    {
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
