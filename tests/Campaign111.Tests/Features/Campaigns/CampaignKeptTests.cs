using System.Text.RegularExpressions;
using Campaign111.Features.Campaigns;
using Campaign111.Tests.Architecture;

namespace Campaign111.Tests.Features.Campaigns;

/// <summary>CampaignDirectory keeps campaigns for good, which is right only while nothing changes their own rows.</summary>
public partial class CampaignKeptTests
{
    [Fact]
    public void No_statement_changes_a_campaigns_own_row()
    {
        var statements = SqlTexts.Statements(typeof(CampaignDirectory).Assembly);

        statements.ShouldContain(sql => sql.Text.Contains("INSERT INTO campaign ", StringComparison.Ordinal));
        statements.Where(sql => Change().IsMatch(sql.Text)).Select(sql => sql.Place).ShouldBeEmpty();
        Change().IsMatch("UPDATE campaign SET name = @name WHERE id = @id").ShouldBeTrue();
    }

    // The lock of PlanReader writes the slug onto itself.
    [GeneratedRegex(@"\b(UPDATE\s+campaign\s+SET\s+(?!slug\s*=\s*slug\s+WHERE)|DELETE\s+FROM\s+campaign\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Change();
}
