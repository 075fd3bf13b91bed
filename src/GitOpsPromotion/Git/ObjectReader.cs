using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>Reads objects through one git process that stays.</summary>
/// <remarks>Source: https://git-scm.com/docs/git-cat-file#_batch_output</remarks>
internal sealed class ObjectReader(GitProcess process) : IAsyncDisposable
{
    // -z came with git 2.38: an older git refuses it, which is how it is told from a sufficient one.
    private static readonly string[] Arguments = ["cat-file", "--batch-command", "--buffer", "-z"];

    private readonly SemaphoreSlim gate = new(1, 1);
    private RunningGit? git;
    private ObjectStream? answers;

    /// <summary>Commits, tags and <c>HEAD</c>, in the order of their names; null for those that do not exist. A name is what git resolves.</summary>
    /// <exception cref="PromotionException">One of them is too large.</exception>
    public async Task<IReadOnlyList<GitObject?>> ReadAsync(
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        // git reads an object whole before it says how large it is, but for the question for its size.
        var sizes = await GetSizesAsync(names, cancellationToken);
        for (var index = 0; index < names.Count; index++)
        {
            if (sizes[index] > Limits.Commit)
            {
                throw Limits.Exceeded($"The commit {names[index]}", sizes[index]!.Value, Limits.Commit);
            }
        }

        return await ReadContentsAsync(names, cancellationToken);
    }

    /// <summary>The objects whose sizes are known to be small enough.</summary>
    public Task<IReadOnlyList<GitObject?>> ReadContentsAsync(
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    ) => QueryAsync("contents", names, ReadContentAsync, cancellationToken);

    /// <summary>Whether each of the objects is there.</summary>
    public Task<IReadOnlyList<bool>> ExistAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        QueryAsync("info", names, static (header, _) => ValueTask.FromResult(header is not null), cancellationToken);

    /// <summary>How many bytes each of the objects has; null for those that do not exist.</summary>
    public Task<IReadOnlyList<long?>> GetSizesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        names.Count == 0
            ? Task.FromResult<IReadOnlyList<long?>>([])
            : QueryAsync(
                "info",
                names,
                static (header, _) => ValueTask.FromResult<long?>(header?.Size),
                cancellationToken
            );

    public async ValueTask DisposeAsync()
    {
        if (git is not null)
        {
            await git.WriteAsync(static (_, _) => Task.CompletedTask, CancellationToken.None);
            await git.WaitForExitAsync(CancellationToken.None);
            await StopAsync();
        }

        gate.Dispose();
    }

    private async Task<IReadOnlyList<T>> QueryAsync<T>(
        string command,
        IReadOnlyList<string> names,
        Func<Header?, CancellationToken, ValueTask<T>> read,
        CancellationToken cancellationToken
    )
    {
        await gate.WaitAsync(cancellationToken);

        try
        {
            git ??= process.Start(Arguments);
            answers ??= new(git.Output);

            // Questions are written while answers are read: either pipe may be full.
            var questions = WriteAsync(git.Input, command, names, cancellationToken);
            var results = new T[names.Count];

            for (var index = 0; index < names.Count; index++)
            {
                results[index] = await read(await ReadHeaderAsync(cancellationToken), cancellationToken);
            }

            await questions;
            return results;
        }
        catch
        {
            // Answers that nobody waits for any more must not be taken for those to the next question.
            await StopAsync();
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    private static async Task WriteAsync(
        Stream input,
        string command,
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        StringBuilder questions = new();

        foreach (var name in names)
        {
            questions.Append(command).Append(' ').Append(name).Append('\0');
        }

        try
        {
            await input.WriteAsync(Encoding.UTF8.GetBytes(questions.Append("flush\0").ToString()), cancellationToken);
            await input.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // git has ended; the reader finds out why.
        }
    }

    private async ValueTask<GitObject?> ReadContentAsync(Header? header, CancellationToken cancellationToken)
    {
        if (header is null)
        {
            return null;
        }

        // What a name stands for may change after its size was asked.
        var content =
            header.Size <= Limits.Manifest
                ? await answers!.ReadAsync((int)header.Size, cancellationToken)
                : throw Limits.Exceeded($"The object {header.Id}", header.Size, Limits.Manifest);
        await answers!.SkipAsync(cancellationToken);
        return new(header.Id, header.Type, content);
    }

    private async ValueTask<Header?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var line = await answers!.ReadLineAsync(cancellationToken);

        return line?.Split(' ') switch
        {
            [var id, var type, var size] => new(id, type, long.Parse(size, CultureInfo.InvariantCulture)),
            [_, "missing"] => null,
            _ => throw await ExplainAsync(line, cancellationToken),
        };
    }

    private async Task<PromotionException> ExplainAsync(string? line, CancellationToken cancellationToken)
    {
        const string what = "The repository could not be read.";

        if (line is not null)
        {
            return GitFailure.From(what, line);
        }

        var exitCode = await git!.WaitForExitAsync(cancellationToken);
        var error = await git.Error;
        return process.FindCause(exitCode, error)
            ?? await process.ExplainAsync(what, error, FailureKind.Rejected, cancellationToken);
    }

    private async Task StopAsync()
    {
        if (git is not null)
        {
            await git.DisposeAsync();
        }

        git = null;
        answers = null;
    }

    private sealed record Header(string Id, string Type, long Size);
}
