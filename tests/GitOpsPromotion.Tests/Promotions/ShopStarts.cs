using GitOpsPromotion.Providers;

namespace GitOpsPromotion.Tests.Promotions;

/// <summary>Later starts than those of <see cref="Shop"/>, each built once.</summary>
internal static class ShopStarts
{
    /// <summary>As <see cref="Shop.PerApp"/>, but promotions to qa have no auto-merge.</summary>
    public static readonly string QaManual = Shop.PerApp.Replace(
        "qa, auto: true",
        "qa, auto: false",
        StringComparison.Ordinal
    );

    /// <summary>As <see cref="Shop.PerApp"/>, but promotions to dev have no auto-merge.</summary>
    public static readonly string DevManual = Shop.PerApp.Replace(
        "dev, auto: true",
        "dev, auto: false",
        StringComparison.Ordinal
    );

    /// <summary>The promotion of version 2.0 to qa is open, and dev has reported a state.</summary>
    public static Task<Shop> OpenToQaAsync(CommitStatusState state) =>
        Shop.OpenPreparedAsync(
            $"qa {state}",
            () => Shop.OpenToQaAsync(isReported: false),
            shop => shop.ReportAsync("dev", state)
        );

    /// <summary>The promotion of version 2.0 to qa is open, its check has passed, and it has no auto-merge.</summary>
    public static Task<Shop> OpenCheckedAsync() =>
        Shop.OpenPreparedAsync("checked", () => Shop.OpenToQaAsync(QaManual), shop => shop.CheckAsync());

    /// <summary>Version 2.0 is in qa.</summary>
    public static Task<Shop> OpenInQaAsync() =>
        Shop.OpenPreparedAsync("in qa", () => Shop.OpenToQaAsync(), shop => shop.CheckAsync());

    /// <summary>The promotion of version 2.0 to prod is open, and qa has reported success.</summary>
    public static Task<Shop> OpenToProdAsync() =>
        Shop.OpenPreparedAsync(
            "prod",
            OpenInQaAsync,
            async shop =>
            {
                await shop.PromoteAsync(shop.Tip);
                await shop.ReportAsync("qa");
            }
        );

    /// <summary>Version 3.0 is in dev, and version 2.0 was not continued.</summary>
    public static Task<Shop> OpenNewerAsync() =>
        Shop.OpenPreparedAsync("newer", () => Shop.OpenStartedAsync(), shop => shop.NewAsync("3.0"));

    /// <summary>Version 3.0 is in dev, and the promotion of version 2.0 to qa is open, on a branch per environment.</summary>
    public static Task<Shop> OpenSupersededAsync() =>
        Shop.OpenPreparedAsync(
            "superseded",
            () => Shop.OpenToQaAsync(Shop.PerEnvironment, isReported: false),
            shop => shop.NewAsync("3.0")
        );

    /// <summary>The same, and the status of dev is that of the commit with version 2.0.</summary>
    public static Task<Shop> OpenSupersededWithStatusAsync() =>
        Shop.OpenPreparedAsync(
            "superseded with status",
            OpenSupersededAsync,
            shop => shop.ReportAsync("dev", commit: shop.Before)
        );

    /// <summary>Version 3.0 is in dev and in the open promotion to qa, after version 2.0, on a branch per environment.</summary>
    public static Task<Shop> OpenReplacedAsync() =>
        Shop.OpenPreparedAsync("replaced", OpenSupersededAsync, shop => shop.PromoteAsync(shop.Tip));
}
