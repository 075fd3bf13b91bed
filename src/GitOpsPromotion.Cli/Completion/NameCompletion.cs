using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Completion;

/// <summary>Completes the names of groups, apps and environments from the clone, without network access and within 200 ms.</summary>
internal sealed class NameCompletion(TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    /// <summary>Adds completion to the options of all commands.</summary>
    public static void AddTo(IEnumerable<Command> commands, TimeProvider time)
    {
        NameCompletion completion = new(time);
        foreach (var option in commands.SelectMany(command => command.Options))
        {
            Func<CompletionContext, LocalNames, CancellationToken, Task<IEnumerable<string>>>? read = option.Name switch
            {
                "--group" => ReadGroupsAsync,
                "--app" => ReadAppsAsync,
                "--environment" => ReadEnvironmentsAsync,
                _ => null,
            };
            if (read is not null)
            {
                option.CompletionSources.Add(context => completion.Find(context, read));
            }
        }
    }

    private static async Task<IEnumerable<string>> ReadGroupsAsync(
        CompletionContext context,
        LocalNames names,
        CancellationToken cancellationToken
    ) => (await names.FindPoliciesAsync(cancellationToken)).Select(policy => policy.Group.Value);

    /// <summary>The apps of the group on the command line, or of all groups.</summary>
    private static async Task<IEnumerable<string>> ReadAppsAsync(
        CompletionContext context,
        LocalNames names,
        CancellationToken cancellationToken
    ) =>
        (await names.FindPoliciesAsync(cancellationToken))
            .Where(policy => FindValue(context, "--group") is not { } group || policy.Group.Value == group)
            .Select(policy => policy.App.Value);

    private static async Task<IEnumerable<string>> ReadEnvironmentsAsync(
        CompletionContext context,
        LocalNames names,
        CancellationToken cancellationToken
    ) => (await names.FindEnvironmentsAsync(cancellationToken)).Select(name => name.Value);

    private IEnumerable<CompletionItem> Find(
        CompletionContext context,
        Func<CompletionContext, LocalNames, CancellationToken, Task<IEnumerable<string>>> read
    )
    {
        using CancellationTokenSource limit = new(Limit, time);
        LocalNames names = new(FindValue(context, "--sourcedir") ?? ".");
        // The parser has no asynchronous completion. A task that does not end in time is abandoned.
        var reading = Task.Run(() => read(context, names, limit.Token), CancellationToken.None);
        try
        {
            reading.Wait(limit.Token);
            return [.. reading.Result.Distinct(StringComparer.Ordinal).Select(name => new CompletionItem(name))];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
        catch (AggregateException failed)
            when (failed.InnerException is PromotionException or OperationCanceledException)
        {
            return [];
        }
    }

    private static string? FindValue(CompletionContext context, string option) =>
        context.ParseResult.GetResult(option) is OptionResult { Tokens: [var token] } ? token.Value : null;
}
