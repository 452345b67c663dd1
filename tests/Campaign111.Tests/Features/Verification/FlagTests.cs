using System.Net;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Verification.Flags;
using Campaign111.Tests.Features.Coverage;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Verification;

/// <summary>A question from the entries to its end, on a running demo.</summary>
public class FlagTests
{
    private const string Flags = "/campaigns/binh-phuoc-2020/checks/flags";

    [Fact]
    public async Task Entries_of_a_night_raise_a_question_that_the_commune_answers_and_the_district_closes()
    {
        await using var app = await DemoApp.CreateAsync();
        using var phone = await app.PhoneAsync("xa.25318");
        await phone.SendAsync([.. Enumerable.Range(0, 8).Select(i => CoverageApp.Entry("25318/thon-1", 200, capturedAt: $"2020-08-30T23:0{i}:00+07:00"))]);
        await SweepAsync(app);
        await SweepAsync(app);
        var flag = (await FoundAsync(app, "25318")).Single(one => one.Kind == FlagKinds.Night);
        flag.Numbers["night"].ShouldBe(1600);

        using var commune = await app.SignedInAsync("xa.25318");
        (await commune.PageAsync(Flags)).Body!.TextContent.ShouldContain("Ghi lúc đêm khuya");
        var page = await commune.PageAsync($"{Flags}/{flag.Id}");
        page.QuerySelector("#evidence")!.TextContent.ShouldContain("1.600");
        page.Body!.TextContent.ShouldContain("10.000 xã mô phỏng");
        page.QuerySelector("form.confirm-body").ShouldBeNull("a commune does not close its own question");
        using var answered = await commune.SubmitAsync($"{Flags}/{flag.Id}", "answer", ("body", "Ghi lại từ sổ tay lúc đêm."));
        answered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var empty = await province.SubmitAsync($"{Flags}/{flag.Id}", $"{Flags}/{flag.Id}/close", ("reason", " "));
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var closed = await province.SubmitAsync($"{Flags}/{flag.Id}", $"{Flags}/{flag.Id}/close", ("reason", "Đúng là ghi lại buổi tối."));
        closed.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await SweepAsync(app);
        (await FoundAsync(app, "25318")).Single(one => one.Kind == FlagKinds.Night).State.ShouldBe("closed");
        (await province.PageAsync($"{Flags}/{flag.Id}")).Body!.TextContent.ShouldContain("Đúng là ghi lại buổi tối.");
    }

    [Fact]
    public async Task A_neighbour_sees_no_question_of_another_commune()
    {
        await using var app = await DemoApp.CreateAsync();
        using var phone = await app.PhoneAsync("xa.25318");
        await phone.SendAsync(CoverageApp.Entry("25318/thon-1", 9000));
        await SweepAsync(app);
        var flag = (await FoundAsync(app, "25318")).First(one => one.Kind == FlagKinds.OverTarget);
        using var neighbour = await app.SignedInAsync("xa.25321");

        using var refused = await neighbour.GetAsync($"{Flags}/{flag.Id}");

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await neighbour.PageAsync($"{Flags}?closed=true")).QuerySelectorAll($"a[href='{Flags}/{flag.Id}']").ShouldBeEmpty();
    }

    /// <summary>The product reads a month as the simulation builds it: typed noons have no hour, wrong clocks neither.</summary>
    [Fact]
    public async Task Typed_days_are_never_asked_about_their_hour()
    {
        await using var app = await DemoApp.CreateAsync();
        using var phone = await app.PhoneAsync("xa.25318");
        await phone.SendAsync([.. Enumerable.Range(0, 100).Select(_ => CoverageApp.Entry("25318/thon-1", 1, capturedAt: "2020-08-30T12:00:00+07:00"))]);
        await SweepAsync(app);

        (await FoundAsync(app, "25318")).ShouldNotContain(flag => flag.Kind == FlagKinds.Speed || flag.Kind == FlagKinds.Night);
    }

    [Fact]
    public void Every_kind_has_its_words()
    {
        foreach (var kind in FlagKinds.All)
        {
            FlagTexts.Kind(kind).Length.ShouldBeGreaterThan(5);
            FlagTexts.Question(kind).ShouldEndWith("?");
            FlagTexts.Evidence(new Flag { Kind = kind }).ShouldNotBeEmpty();
        }

        FlagKinds.All.Select(FlagTexts.Kind).Distinct().Count().ShouldBe(FlagKinds.All.Count);
    }

    private static async Task SweepAsync(AppFactory app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FlagSweep>().RunAsync();
    }

    private static async Task<IReadOnlyList<Flag>> FoundAsync(AppFactory app, string code)
    {
        var campaign = (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync("binh-phuoc-2020"))!;
        var commune = (await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync(code, campaign.TreeDate))!;
        return await app.Services.GetRequiredService<FlagQueries>().WithinAsync(campaign.Id, commune.Path, closed: true);
    }
}
