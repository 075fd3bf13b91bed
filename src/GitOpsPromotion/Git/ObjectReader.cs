using System.Globalization;
using System.Text;

namespace GitOpsPromotion.Git;

/// <summary>Reads objects through one long-running git process.</summary>
/// <remarks>Source: https://git-scm.com/docs/git-cat-file#_batch_output</remarks>
internal sealed class ObjectReader(GitProcess process) : IAsyncDisposable
{
    // -z was added in git 2.38. An older git rejects it, which detects a git that is too old.
    private static readonly string[] Arguments = ["cat-file", "--batch-command", "--buffer", "-z"];

    private readonly SemaphoreSlim gate = new(1, 1);
    private RunningGit? git;
    private ObjectStream? responses;

    /// <summary>Reads commits, tags and <c>HEAD</c> by revision, in the order of the names; null for those that do not exist.</summary>
    /// <exception cref="PromotionException">An object is too large.</exception>
    public async Task<IReadOnlyList<GitObject?>> ReadAsync(
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    )
    {
        // The contents command reads the whole object into memory, so the size is checked first.
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

    /// <summary>Reads objects whose size has been checked.</summary>
    public Task<IReadOnlyList<GitObject?>> ReadContentsAsync(
        IReadOnlyList<string> names,
        CancellationToken cancellationToken
    ) => QueryAsync("contents", names, ReadContentAsync, cancellationToken);

    /// <summary>Whether each object exists.</summary>
    public Task<IReadOnlyList<bool>> ExistAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        QueryAsync("info", names, static (header, _) => ValueTask.FromResult(header is not null), cancellationToken);

    /// <summary>The size of each object in bytes; null for those that do not exist.</summary>
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
            responses ??= new(git.Output);

            // Write and read at the same time: either pipe may be full.
            var requests = WriteAsync(git.Input, command, names, cancellationToken);
            var results = new T[names.Count];

            for (var index = 0; index < names.Count; index++)
            {
                results[index] = await read(await ReadHeaderAsync(cancellationToken), cancellationToken);
            }

            await requests;
            return results;
        }
        catch
        {
            // Remaining output must not be read as the response to the next request.
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
        StringBuilder requests = new();

        foreach (var name in names)
        {
            requests.Append(command).Append(' ').Append(name).Append('\0');
        }

        try
        {
            await input.WriteAsync(Encoding.UTF8.GetBytes(requests.Append("flush\0").ToString()), cancellationToken);
            await input.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // git has exited. Reading its output reports the reason.
        }
    }

    private async ValueTask<GitObject?> ReadContentAsync(Header? header, CancellationToken cancellationToken)
    {
        if (header is null)
        {
            return null;
        }

        // The object of a name may change after its size was read.
        var content =
            header.Size <= Limits.Manifest
                ? await responses!.ReadAsync((int)header.Size, cancellationToken)
                : throw Limits.Exceeded($"The object {header.Id}", header.Size, Limits.Manifest);
        await responses!.SkipAsync(cancellationToken);
        return new(header.Id, header.Type, content);
    }

    private async ValueTask<Header?> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var line = await responses!.ReadLineAsync(cancellationToken);

        return line?.Split(' ') switch
        {
            [var id, var type, var size] => new(id, type, long.Parse(size, CultureInfo.InvariantCulture)),
            [_, "missing"] => null,
            _ => throw await ExplainAsync(line, cancellationToken),
        };
    }

    private async Task<PromotionException> ExplainAsync(string? line, CancellationToken cancellationToken)
    {
        const string what = "Reading the repository failed.";

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
        responses = null;
    }

    private sealed record Header(string Id, string Type, long Size);
}
