using System.Diagnostics;

namespace GitOpsPromotion.Forges.Repositories;

/// <summary>Runs the git executable in a folder, with a fixed identity and date.</summary>
internal static class GitCommand
{
    /// <summary>Runs git and waits for it to exit.</summary>
    /// <param name="directory">The working directory.</param>
    /// <param name="input">The standard input; null for none.</param>
    /// <param name="arguments">The arguments of git.</param>
    public static GitResult Run(string directory, byte[]? input, string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                ["GIT_AUTHOR_NAME"] = TestRepository.AuthorName,
                ["GIT_AUTHOR_EMAIL"] = TestRepository.AuthorEmail,
                ["GIT_COMMITTER_NAME"] = TestRepository.AuthorName,
                ["GIT_COMMITTER_EMAIL"] = TestRepository.AuthorEmail,
                ["GIT_AUTHOR_DATE"] = "2026-01-02T12:00:00Z",
                ["GIT_COMMITTER_DATE"] = "2026-01-02T12:00:00Z",
                ["GIT_TERMINAL_PROMPT"] = "0",
                ["GIT_DEFAULT_REF_FORMAT"] = "files",
                ["LC_ALL"] = "C",
            },
        };

        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        git.StandardInput.BaseStream.Write(input ?? []);
        git.StandardInput.Close();
        git.StandardOutput.BaseStream.CopyTo(output);
        git.WaitForExit();

        return new(git.ExitCode, output.ToArray(), error.GetAwaiter().GetResult());
    }
}
