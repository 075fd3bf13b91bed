using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using GitOpsPromotion.Promotions;

namespace GitOpsPromotion.Cli.Completion;

/// <summary>Completes names of groups, apps and environments: from the clone alone, and only if that is quick.</summary>
internal static class NameCompletion
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    public static void OfGroups(Option option) =>
        option.CompletionSources.Add(context =>
            Find(
                context,
                async (names, token) => (await names.FindPoliciesAsync(token)).Select(policy => policy.Group.Value)
            )
        );

    /// <summary>The apps; of one group, where it is named already.</summary>
    public static void OfApps(Option option) =>
        option.CompletionSources.Add(context =>
            Find(
                context,
                async (names, token) =>
                    (await names.FindPoliciesAsync(token))
                        .Where(policy => Given(context, "--group") is not { } group || policy.Group.Value == group)
                        .Select(policy => policy.App.Value)
            )
        );

    public static void OfEnvironments(Option option) =>
        option.CompletionSources.Add(context =>
            Find(context, async (names, token) => (await names.FindEnvironmentsAsync(token)).Select(name => name.Value))
        );

    private static IEnumerable<CompletionItem> Find(
        CompletionContext context,
        Func<LocalNames, CancellationToken, Task<IEnumerable<string>>> read
    )
    {
        using CancellationTokenSource limit = new(Limit);
        LocalNames names = new(Given(context, "--sourcedir") ?? ".");
        // The parser asks for words at once, and not for a task.
        var reading = Task.Run(() => read(names, limit.Token), CancellationToken.None);
        try
        {
            return reading.Wait(Limit) ? [.. reading.Result.Distinct(StringComparer.Ordinal).Select(Item)] : [];
        }
        catch (AggregateException failed)
            when (failed.InnerException is PromotionException or OperationCanceledException)
        {
            return [];
        }
    }

    private static CompletionItem Item(string name) => new(name);

    private static string? Given(CompletionContext context, string option) =>
        context.ParseResult.GetResult(option) is OptionResult { Tokens: [var token] } ? token.Value : null;
}
