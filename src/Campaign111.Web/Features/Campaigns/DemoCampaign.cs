using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;

namespace Campaign111.Features.Campaigns;

/// <summary>The demo's campaign: Bình Phước 2020 with its two dispatches. Their facts are real; what the demo adds later is not, so it is marked.</summary>
public sealed class DemoCampaign(
    UnitDirectory units, OrganisationDirectory organisations, ICampaignDirectory campaigns, CampaignService service, DispatchService dispatches) : IDemoPart
{
    private const string Seed = "demo/binh-phuoc-2020.yaml";

    // The dispatch gives none: stated here as what its own dates show.
    private const string Reason = "Văn bản của Cục Trẻ em đến ngày 2/6/2020; tỉnh ban hành công văn ngày 28/7/2020 nên cần thêm thời gian để cấp xã phát đến từng hộ.";

    public int Order => 30;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var seed = CampaignSeed.Read(Seed);
        if (await campaigns.FindAsync(seed.Campaign.Slug) is not null)
        {
            return;
        }

        var treeDate = CampaignSeed.Day(seed.Campaign.TreeDate);
        var owner = await UnitAsync(seed.Campaign.Unit, treeDate);
        var campaignId = await service.CreateAsync(
            new Campaign
            {
                Slug = seed.Campaign.Slug,
                Name = seed.Campaign.Name.Vi,
                NameEn = seed.Campaign.Name.En,
                TreeDate = treeDate,
                StartsOn = CampaignSeed.Day(seed.Dispatches.Single(document => document.Key == seed.Campaign.Dispatch).Date),
                IsIllustrative = true,
            },
            owner,
            Actor.System);
        var offices = await OfficesAsync(seed, treeDate);
        var entered = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var document in seed.Dispatches)
        {
            var draft = Draft(document, campaignId, offices, document.Parent is null ? null : entered[document.Parent]);
            entered[document.Key] = (await dispatches.EnterAsync(draft, Actor.System)).Id;
        }
    }

    private static DispatchDraft Draft(CampaignSeed.Document document, long campaignId, IReadOnlyDictionary<string, SeatedOffice> offices, long? parentId)
    {
        var issuer = offices[document.Issuer];
        var deadline = document.Deadlines.SingleOrDefault();
        return new DispatchDraft
        {
            CampaignId = campaignId,
            ParentId = parentId,
            Unit = issuer.Unit,
            Number = document.Number,
            IssuedOn = CampaignSeed.Day(document.Date),
            ReceivedNumber = document.Received?.Number,
            ReceivedOn = document.Received?.Date is { } day ? CampaignSeed.Day(day) : null,
            OrganisationId = issuer.Id,
            Issuer = issuer.Name,
            Signatory = document.Signatory?.Name,
            Subject = document.Subject,
            Recipients = string.Join('\n', document.Recipients.Select(line => $"- {line}")),
            Wording = deadline is null ? null : document.Focus is null ? deadline.Wording : $"{deadline.Wording} ({document.Focus.Wording})",
            LastDay = deadline is null ? null : CampaignSeed.Day(deadline.LastDay),
            Focus = document.Focus is null ? null : new Period(CampaignSeed.Day(document.Focus.FirstDay), CampaignSeed.Day(document.Focus.LastDay)),
            Reason = parentId is null ? null : Reason,
            Tasks = [.. document.Tasks.Select(task => new TaskDraft(task.Summary.Vi, Addressed(task, offices)))],
        };
    }

    private static List<(long? Id, string Name)> Addressed(CampaignSeed.Work task, IReadOnlyDictionary<string, SeatedOffice> offices) =>
        task.Organisations.Count == 0
            ? [(null, task.AddressedTo)]
            : [.. task.Organisations.Select(key => (offices[key].Id, offices[key].Name))];

    private async Task<Dictionary<string, SeatedOffice>> OfficesAsync(CampaignSeed seed, DateOnly on)
    {
        var offices = new Dictionary<string, SeatedOffice>(StringComparer.Ordinal);
        foreach (var office in seed.Organisations)
        {
            var registered = await organisations.FindByCodeAsync(OrganisationDirectory.CodeOf(office.Unit, office.Key));
            offices[office.Key] = new SeatedOffice(registered?.Id, office.Name, await UnitAsync(office.Unit ?? "VN", on));
        }

        return offices;
    }

    private async Task<Unit> UnitAsync(string code, DateOnly on) => code == "VN"
        ? await units.RootAsync() ?? throw new CliException("The demo needs the official units.")
        : await units.FindByCodeAsync(code, on) ?? throw new CliException($"{Seed}: unit {code} is not in the tree of {on:yyyy-MM-dd}.");

    /// <summary>An office of the seed where it stands in the tree, with its id in the register.</summary>
    private sealed record SeatedOffice(long? Id, string Name, Unit Unit);
}
