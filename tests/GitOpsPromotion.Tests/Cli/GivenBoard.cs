using GitOpsPromotion.Promotions;
using GitOpsPromotion.Tests.Promotions;

namespace GitOpsPromotion.Tests.Cli;

/// <summary>Boards and their cells.</summary>
internal static class GivenBoard
{
    public static Board Board(params BoardCell[] cells) =>
        new(Given.Base(), [new BoardRow(Given.Webui, cells)], HasPullRequests: true, Problems: []);

    public static BoardCell Cell(string environment, params string[] versions) =>
        new(Given.Environment(environment), versions, Slots: [], IsBehind: false, Open: null);

    public static BoardPullRequest Open(string tag, bool auto) =>
        new(Given.PullRequest(body: "") with { AutoMerge = auto }, Given.Version(tag));
}
