using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>The demo province with a campaign of the test's own beside the demo's: 2530's dates, district 695 with an earlier date of its own,
/// and visits in Bù Đốp (693). One for all tests that only read.</summary>
public sealed class DashboardWorld : IAsyncLifetime
{
    public const string Slug = "thu-2020";

    public static readonly DateOnly TreeDate = new(2020, 7, 28);

    public AppFactory App { get; private set; } = null!;

    public Campaign Campaign { get; private set; } = null!;

    public UnitDirectory Units => App.Services.GetRequiredService<UnitDirectory>();

    public async Task InitializeAsync()
    {
        App = await DemoApp.CreateAsync();
        Campaign = await OpenAsync(App, Slug, "70", TreeDate, TreeDate);
        await DeadlineAsync(App, Campaign, "70", "2530/THU", "trước ngày 30/9/2020", new DateOnly(2020, 9, 29));
        await DeadlineAsync(App, Campaign, "695", "77/THU", "chậm nhất là ngày 10/9/2020", new DateOnly(2020, 9, 10));
        // 25318 reaches 60 of 100 and lately; 25315 stopped a month ago; 25312 is done; the others have a target and no visit.
        foreach (var (commune, reached, day) in new[] { ("25318", 60, "2020-08-31"), ("25315", 10, "2020-08-02"), ("25312", 100, "2020-08-20") })
        {
            await TargetAsync(App, Campaign, commune, 100);
            await ReachAsync(App, Slug, $"{commune}/{await FirstHamletAsync(commune)}", reached, day);
        }
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    public async Task<CoverageFigure> FigureAsync(string code)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var unit = await Units.FindByCodeAsync(code, TreeDate);
        return await scope.ServiceProvider.GetRequiredService<ICoverageFigures>().OfAsync(Campaign.Id, unit!);
    }

    /// <summary>Opens a campaign at a unit.</summary>
    public static async Task<Campaign> OpenAsync(AppFactory app, string slug, string code, DateOnly tree, DateOnly start)
    {
        var unit = await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync(code, tree);
        var draft = new Campaign { Slug = slug, Name = $"Chiến dịch thử {slug}", NameEn = $"Trial {slug}", TreeDate = tree, StartsOn = start, IsIllustrative = true };
        var id = await app.Services.GetRequiredService<CampaignService>().CreateAsync(draft, unit!, Actor.System);
        return (await app.Services.GetRequiredService<ICampaignDirectory>().FindAsync(id))!;
    }

    /// <summary>A dispatch of a unit that binds everything below it.</summary>
    public static async Task DeadlineAsync(AppFactory app, Campaign campaign, string code, string number, string wording, DateOnly lastDay)
    {
        var unit = await app.Services.GetRequiredService<UnitDirectory>().FindByCodeAsync(code, campaign.TreeDate);
        await app.Services.GetRequiredService<DispatchService>().EnterAsync(
            new DispatchDraft
            {
                CampaignId = campaign.Id, Unit = unit!, Number = number, IssuedOn = campaign.StartsOn, Issuer = "Cơ quan thử", Subject = "Truyền thông 111",
                Wording = wording, LastDay = lastDay,
            },
            Actor.System);
    }

    /// <summary>Gives the first hamlet of a commune all of its households, the others none.</summary>
    public static async Task TargetAsync(AppFactory app, Campaign campaign, string communeCode, long households)
    {
        var units = app.Services.GetRequiredService<UnitDirectory>();
        var commune = (await units.FindByCodeAsync(communeCode, campaign.TreeDate))!;
        var hamlets = await units.ChildrenAsync(commune.Id, campaign.TreeDate);
        await app.Services.GetRequiredService<PlaceTargets>().SetAsync(
            Actor.System, [.. hamlets.Select((hamlet, i) => new TargetInput(hamlet, commune, i == 0 ? households : 0, "Danh sách thử", campaign.StartsOn))]);
    }

    /// <summary>A tally of one day, received at nine that morning.</summary>
    public static async Task ReachAsync(AppFactory app, string slug, string place, long households, string day)
    {
        var at = $"{day}T09:00:00+07:00";
        await using var scope = app.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<CoverageLedger>().RecordAsync(CoverageSender.System,
        [
            new IncomingEntry
            {
                Key = Guid.CreateVersion7().ToString(), Campaign = slug, Place = place, Outcome = "reached", Households = households, Leaflets = households,
                CapturedAt = at, ReceivedAt = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture),
            },
        ]);
        result.Results[0].Status.ShouldBe(EntryStatus.Stored, result.Results[0].Reason);
    }

    private async Task<string> FirstHamletAsync(string commune) =>
        (await Units.ChildrenAsync((await Units.FindByCodeAsync(commune, TreeDate))!.Id, TreeDate))[0].Code;
}
