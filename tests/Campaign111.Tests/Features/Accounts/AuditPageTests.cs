using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts;

public partial class AuditPageTests
{
    [Fact]
    public void Every_action_that_the_product_records_has_words()
    {
        var written = Named("action");

        written.Count.ShouldBeGreaterThan(25);
        written.Except(AuditTexts.Known).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_subject_that_the_product_records_has_words()
    {
        var written = Named("subject");

        written.Count.ShouldBeGreaterThan(8);
        written.Where(kind => AuditTexts.Subject(kind) == kind).ShouldBeEmpty();
    }

    private static List<string> Named(string group) =>
        [.. Architecture.Source.Files("Features", ".cs").SelectMany(file => Recorded().Matches(File.ReadAllText(file))).Select(match => match.Groups[group].Value).Where(name => name.Length > 0).Distinct()];

    // An action given by a variable is written where the variable is set; the kind of subject stands beside it all the same.
    [System.Text.RegularExpressions.GeneratedRegex("new AuditEntry\\((?:[^\",]{0,40}\"(?<action>[a-z.-]+)\"[^,]{0,40}|[^\",]{0,40}), \"(?<subject>[a-z-]+)\"|\"(?<action>(?:household|paper)\\.[a-z-]+)\"")]
    private static partial System.Text.RegularExpressions.Regex Recorded();

    [Fact]
    public async Task Events_are_filtered_paged_and_shown_as_differences()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        var database = app.Services.GetRequiredService<Database>();
        var units = app.Services.GetRequiredService<UnitDirectory>();
        var inside = (await units.FindByCodeAsync("25318", new DateOnly(2020, 9, 1)))!;
        var outside = (await units.FindByCodeAsync("01", new DateOnly(2020, 9, 1)))!;
        var audit = app.Services.GetRequiredService<AuditLog>();
        await database.WriteAsync(async session =>
        {
            for (var i = 0; i < 60; i++)
            {
                await audit.RecordAsync(session, new Actor(7, "huyen.thu", "Xã Tân Thành"), new AuditEntry("trial.changed", "trial", $"{i}")
                {
                    UnitId = i % 2 == 0 ? inside.Id : inside.ParentId,
                    Before = new { target = 100, name = "Thôn 1" },
                    After = new { target = 120, name = "Thôn 1" },
                    Reason = "kiểm lại",
                });
            }

            await audit.RecordAsync(session, Actor.System, new AuditEntry("trial.changed", "trial", "elsewhere") { UnitId = outside.Id });
            await audit.RecordAsync(session, Actor.System, new AuditEntry("trial.changed", "trial", "nowhere"));
        });

        var first = await province.PageAsync("/audit?Form.Action=trial");
        first.QuerySelectorAll("article").Length.ShouldBe(50);
        first.Body!.TextContent.ShouldNotContain("elsewhere");
        first.Body.TextContent.ShouldNotContain("nowhere");
        var article = first.QuerySelector("article")!;
        article.TextContent.ShouldContain("thay mặt Xã Tân Thành", customMessage: "a superior who acted for the commune");
        article.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()))).ShouldBe(["target|100|120"]);
        var second = await province.PageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        second.QuerySelectorAll("article").Length.ShouldBe(10);
        second.QuerySelector("a[rel=next]").ShouldBeNull();

        (await CountAsync(province, "Form.Action=trial&Form.Unit=25318")).ShouldBe(30);
        (await CountAsync(province, "Form.SubjectType=trial&Form.SubjectId=5")).ShouldBe(1);
        (await CountAsync(province, "Form.Action=trial&Form.Actor=nobody")).ShouldBe(0);
        (await CountAsync(province, "Form.Action=trial&Form.To=1/1/2020")).ShouldBe(0);
        using var administrator = await app.SignedInAsync("quantri");
        (await CountAsync(administrator, "Form.SubjectId=nowhere")).ShouldBe(1);
    }

    [Theory]
    [InlineData("xa.25318", "/audit")]
    [InlineData("baochi.binhphuoc", "/audit")]
    [InlineData("tinh.binhphuoc", "/audit?Form.Unit=01")]
    [InlineData("baochi.binhphuoc", "/people")]
    public async Task Those_who_may_not_read_it_do_not(string who, string path)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(who);

        using var response = await browser.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public void Differences_name_nested_fields_and_leave_out_what_stayed()
    {
        AuditDifference.Of("""{"a":1,"b":{"c":"x","d":[1,2]},"gone":true}""", """{"a":1,"b":{"c":"y","d":[1,2,3]},"rows":[{"k":1}]}""").ShouldBe(
        [
            new AuditChange("b.c", "x", "y"), new AuditChange("b.d", "1, 2", "1, 2, 3"), new AuditChange("gone", "True", null), new AuditChange("rows[1].k", null, "1"),
        ]);
        AuditDifference.Of(null, null).ShouldBeEmpty();
        AuditDifference.Of("no json", null).ShouldBe([new AuditChange("", "no json", null)]);
    }

    private static async Task<int> CountAsync(Browser browser, string query) => (await browser.PageAsync($"/audit?{query}")).QuerySelectorAll("article").Length;
}
