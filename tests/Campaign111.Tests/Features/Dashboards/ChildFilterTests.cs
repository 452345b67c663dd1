using Campaign111.Features.Coverage;
using Campaign111.Features.Dashboards;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>Order of the list: what has no figure never hides what needs attention.</summary>
public class ChildFilterTests
{
    private static readonly IReadOnlyList<Standing> Rows =
    [
        Row("a", 50, 100, CoverageStatus.Behind), Row("b", 5, null, CoverageStatus.UnknownTarget), Row("c", 10, 100, CoverageStatus.FarBehind),
        Row("d", 100, 100, CoverageStatus.Completed),
    ];

    [Theory]
    [InlineData("name", false, "abcd")]
    [InlineData("name", true, "dcba")]
    [InlineData("percent", false, "cadb")]
    [InlineData("percent", true, "dacb")]
    [InlineData("gap", false, "cadb")]
    [InlineData("gap", true, "dacb")]
    [InlineData("status", false, "cabd")]
    [InlineData("nonsense", false, "abcd")]
    [InlineData("17", false, "abcd")]
    public void Sorts(string sort, bool reverse, string expected) =>
        string.Concat(new ChildFilter { Sort = sort, Reverse = reverse }.Apply(Rows).Select(row => row.Unit.Code)).ShouldBe(expected);

    [Fact]
    public void An_unknown_status_filters_nothing() => new ChildFilter { Status = "silent" }.Apply(Rows).Count.ShouldBe(4);

    private static Standing Row(string code, long reached, long? target, CoverageStatus status) => new(
        new Unit { Code = code, Name = code }, new CoverageFigure { Reached = reached, Target = target }, new CoverageJudgement(status, false, 60, 10), null, null);
}
