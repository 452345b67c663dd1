using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Campaigns;

/// <summary>Prepares and reads the form of a dispatch.</summary>
public sealed class DispatchDesk(UnitDirectory units, OrganisationDirectory organisations, DispatchQueries queries)
{
    /// <summary>An empty form, or one filled from the dispatch that is amended.</summary>
    public async Task<DispatchFormModel> BlankAsync(Campaign campaign, long? parent, long? amends)
    {
        var book = await queries.BookAsync(campaign.Id);
        var amended = book.Dispatches.FirstOrDefault(item => item.Id == amends);
        var form = amended is null
            ? new DispatchFormModel { UnitId = campaign.UnitId, ParentId = book.Dispatches.Any(item => item.Id == parent) ? parent : null }
            : new DispatchFormModel
            {
                UnitId = amended.UnitId,
                ParentId = amended.ParentId,
                AmendsId = amended.Id,
                Issuer = amended.Issuer,
                Signatory = amended.Signatory,
                Subject = Text.Of($"Sửa đổi, bổ sung {amended.Number}: {amended.Subject}", $"Amends {amended.Number}: {amended.Subject}"),
                Recipients = amended.Recipients,
            };
        await FillAsync(form, campaign, book);
        return form;
    }

    /// <summary>Adds the choices that the form offers.</summary>
    public async Task FillAsync(DispatchFormModel form, Campaign campaign, DispatchBook? book = null)
    {
        book ??= await queries.BookAsync(campaign.Id);
        var owner = await units.FindAsync(campaign.UnitId) ?? throw new InvalidOperationException("A campaign's unit is never deleted.");
        var lineage = await units.LineageAsync(owner);
        form.Campaign = campaign;
        form.Units = [.. lineage.Concat(await units.BelowAsync(owner.Path, UnitLevel.District, campaign.TreeDate)).Select(unit => (Written(unit.Id), unit.FullName))];
        form.Parents = [("", Text.Of("– không có –", "– none –")), .. book.Dispatches.Select(item => (Written(item.Id), $"{item.Number} ({Formats.Date(item.IssuedOn)})"))];
        form.Amends = book.Dispatches.FirstOrDefault(item => item.Id == form.AmendsId)?.Number;
    }

    /// <summary>Reads a sent form. The issuing unit and the named ones resolve in the campaign's tree.</summary>
    /// <exception cref="CampaignRuleException">The unit, the day of issue or a named unit is missing or unknown.</exception>
    public async Task<DispatchDraft> ReadAsync(DispatchFormModel form, Campaign campaign, DispatchFile? file)
    {
        var unit = await units.FindAsync(form.UnitId)
            ?? throw new CampaignRuleException(nameof(form.UnitId), "Xin chọn cấp ban hành.", "Please choose for whom it is issued.");
        if (form.IssuedOn is not { } issuedOn)
        {
            throw new CampaignRuleException(nameof(form.IssuedOn), "Xin ghi ngày ban hành, như 28/7/2020.", "Please give the day of issue, like 28/7/2020.");
        }

        var focus = DeadlineWording.Parse(form.Wording, issuedOn).Focus;
        return new DispatchDraft
        {
            CampaignId = campaign.Id,
            ParentId = form.ParentId,
            AmendsId = form.AmendsId,
            Unit = unit,
            Number = form.Number?.Trim() ?? "",
            IssuedOn = issuedOn,
            ReceivedNumber = Known(form.ReceivedNumber),
            ReceivedOn = form.ReceivedOn,
            OrganisationId = await RegisteredAsync(unit, form.Issuer, issuedOn),
            Issuer = form.Issuer?.Trim() ?? "",
            Signatory = Known(form.Signatory),
            Subject = form.Subject?.Trim() ?? "",
            Recipients = Known(form.Recipients),
            Bound = await BoundAsync(form.Bound, campaign),
            Wording = Known(form.Wording),
            LastDay = form.LastDay,
            Focus = focus?.To <= form.LastDay ? focus : null,
            Reason = Known(form.Reason),
            File = file,
        };
    }

    /// <summary>Organisations typed one a line, found in the register of the campaign's unit where they stand there.</summary>
    public async Task<TaskDraft> TaskAsync(Campaign campaign, string? body, string? names)
    {
        var known = (await organisations.WithinAsync(campaign.UnitPath, campaign.TreeDate)).DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => (long?)one.Id);
        var typed = (names ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new TaskDraft(body?.Trim() ?? "", [.. typed.Distinct().Select(name => (known.GetValueOrDefault(name), name))]);
    }

    private async Task<long?> RegisteredAsync(Unit unit, string? issuer, DateOnly on) =>
        (await organisations.AtUnitAsync(unit.Id, on)).FirstOrDefault(one => one.Name == issuer?.Trim())?.Id;

    private async Task<List<Unit>> BoundAsync(string? codes, Campaign campaign)
    {
        var bound = new List<Unit>();
        foreach (var code in (codes ?? "").Split([',', ';', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            bound.Add(await units.FindByCodeAsync(code, campaign.TreeDate) ?? throw new CampaignRuleException(
                "Bound", $"Không có đơn vị mã {code} vào ngày {campaign.TreeDate:d/M/yyyy}.", $"There is no unit {code} on {campaign.TreeDate:d/M/yyyy}."));
        }

        return bound;
    }

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Written(long id) => id.ToString(CultureInfo.InvariantCulture);
}
