using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;

namespace Campaign111.Features.Materials.Activities;

/// <summary>A few invented activities of the education department for its task in the demo's dispatch.</summary>
public sealed class DemoActivities(ICampaignDirectory campaigns, DispatchQueries dispatches, OrganisationDirectory organisations, ActivityLog log) : IDemoPart
{
    private static readonly Actor Inventor = new(null, "số liệu minh hoạ");

    private static readonly Activity[] Invented =
    [
        new() { Kind = ActivityKinds.School, HeldOn = new DateOnly(2020, 8, 24), Place = "Các trường tiểu học thành phố Đồng Xoài", Times = 9, PrimaryPupils = 4120 },
        new() { Kind = ActivityKinds.School, HeldOn = new DateOnly(2020, 8, 26), Place = "Các trường THCS huyện Đồng Phú", Times = 7, LowerPupils = 2360 },
        new() { Kind = "event", HeldOn = new DateOnly(2020, 8, 28), Place = "Nhà thiếu nhi tỉnh", Times = 1, People = 350 },
    ];

    public int Order => 55;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync("binh-phuoc-2020") ?? throw new InvalidOperationException("The demo's campaign is loaded before its activities.");
        var office = await organisations.FindByCodeAsync(OrganisationDirectory.CodeOf("70", "so-gddt"));
        var share = (await dispatches.BookAsync(campaign.Id)).Tasks.FirstOrDefault(task => office is not null && task.OrganisationId == office.Id);
        if (share is null || (await log.PageAsync(new UseScope([campaign.Id], [office!.Id], false), null)).Count > 0)
        {
            return;
        }

        foreach (var one in Invented)
        {
            await log.AddAsync(
                new Activity
                {
                    CampaignId = campaign.Id, ShareId = share.Id, OrganisationId = office.Id, UnitId = office.UnitId, Kind = one.Kind, HeldOn = one.HeldOn, Place = one.Place,
                    Times = one.Times, People = one.People, PrimaryPupils = one.PrimaryPupils, LowerPupils = one.LowerPupils,
                },
                [],
                Inventor);
        }
    }
}
