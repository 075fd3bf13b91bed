using System.Text;
using FluentAssertions;
using GitOpsPromotion.Git;
using Xunit;

namespace GitOpsPromotion.Tests.Git;

public static class CommitObjectTests
{
    [Theory]
    [InlineData("gpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----\n", "Set 2", true)]
    [InlineData("gpgsig-sha256 -----BEGIN PGP SIGNATURE-----\n iQEz\n -----END PGP SIGNATURE-----\n", "Set 2", true)]
    [InlineData("", "Set 2", false)]
    [InlineData("", "gpgsig of the last one", false)]
    public static void A_signature_is_a_header(string header, string message, bool isSigned)
    {
        var content =
            $"tree {new string('1', 40)}\nauthor Ada <ada@example.com> 1 +0000\n"
            + $"committer Ada <ada@example.com> 1 +0000\n{header}\n{message}\n";

        var commit = CommitObject.Parse(Encoding.UTF8.GetBytes(content));

        commit.IsSigned.Should().Be(isSigned);
        commit.Message.Should().Be($"{message}\n");
    }
}
