using System.Runtime.CompilerServices;

namespace GitOpsPromotion.Git;

/// <summary>Reads the contents of many files, one batch ahead of the caller.</summary>
internal sealed class BlobReader(ObjectReader objects, MissingBlobs? missingBlobs)
{
    private const int MaxBatchFiles = 1024;

    /// <summary>The approximate size of a batch in bytes.</summary>
    private const long TargetBatchSize = 1024 * 1024;

    /// <summary>The files of at most <paramref name="maxSize"/> bytes.</summary>
    public async Task<IReadOnlyList<TreeFile>> FilterBySizeAsync(
        IReadOnlyList<TreeFile> files,
        long maxSize,
        CancellationToken cancellationToken
    )
    {
        var sizes = await GetSizesAsync(files, cancellationToken);
        return [.. files.Zip(sizes).Where(pair => pair.Second <= maxSize).Select(pair => pair.First)];
    }

    /// <summary>The size of each file in bytes.</summary>
    public async Task<IReadOnlyList<long>> GetSizesAsync(
        IReadOnlyList<TreeFile> files,
        CancellationToken cancellationToken
    )
    {
        await FetchMissingAsync(files, cancellationToken);
        var sizes = await objects.GetSizesAsync([.. files.Select(file => file.ObjectId)], cancellationToken);
        return [.. sizes.Select((size, index) => size ?? throw NotFound(files[index]))];
    }

    public async IAsyncEnumerable<byte[]> ReadAsync(
        IReadOnlyList<TreeFile> files,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var sizes = await GetSizesAsync(files, cancellationToken);
        foreach (var (file, size) in files.Zip(sizes))
        {
            if (size > Limits.Manifest)
            {
                throw Limits.Exceeded(file.Path, size, Limits.Manifest);
            }
        }

        var next = ReadBatchAsync(files, 0, CountBatch(sizes, 0), cancellationToken);

        try
        {
            for (var position = 0; position < files.Count; )
            {
                var batch = await next;
                position += batch.Count;
                next = ReadBatchAsync(files, position, CountBatch(sizes, position), cancellationToken);

                foreach (var content in batch)
                {
                    yield return content;
                }
            }
        }
        finally
        {
            // If the caller stops early, one batch is still being read.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FetchMissingAsync(IReadOnlyList<TreeFile> files, CancellationToken cancellationToken)
    {
        if (missingBlobs is not null && files.Count > 0)
        {
            await missingBlobs.FetchAsync(
                [.. files.Select(file => file.ObjectId).Distinct(StringComparer.Ordinal)],
                cancellationToken
            );
        }
    }

    private async Task<IReadOnlyList<byte[]>> ReadBatchAsync(
        IReadOnlyList<TreeFile> files,
        int position,
        int count,
        CancellationToken cancellationToken
    )
    {
        var batch = files.Skip(position).Take(count).ToArray();

        if (batch.Length == 0)
        {
            return [];
        }

        var blobs = await objects.ReadContentsAsync([.. batch.Select(file => file.ObjectId)], cancellationToken);
        return [.. blobs.Select((blob, index) => (blob ?? throw NotFound(batch[index])).Content)];
    }

    private static int CountBatch(IReadOnlyList<long> sizes, int position)
    {
        long bytes = 0;
        var end = position;
        while (
            end < sizes.Count
            && end - position < MaxBatchFiles
            && (end == position || bytes + sizes[end] <= TargetBatchSize)
        )
        {
            bytes += sizes[end++];
        }

        return end - position;
    }

    private static PromotionException NotFound(TreeFile file) =>
        new(FailureKind.Rejected, $"The content of '{file.Path}' is missing in the repository.")
        {
            Hint = "The repository is corrupt. Check it with: git fsck.",
        };
}
