using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>The form of new rounds: proposes last days from a dispatch's wording, shows who is bound, opens one round for each last day.</summary>
public sealed class NewRounds(DispatchQueries dispatches, FormBook forms, BoundPicker picker, RoundBook rounds, BusinessClock clock)
{
    private const string Template = "template:";
    private const int MostDays = 6;

    /// <summary>Kinds of organisations that can be bound as a kind.</summary>
    public static IReadOnlyList<OrganisationKind> Kinds { get; } = [OrganisationKind.Department, OrganisationKind.Mass, OrganisationKind.Press];

    /// <summary>Fills in what the page offers, and what the pressed button asked for.</summary>
    public async Task<NewRoundModel> FillAsync(NewRoundModel form, Campaign campaign, IReadOnlyList<Unit> askers)
    {
        form.Campaign = campaign;
        form.Askers = askers;
        var book = await dispatches.BookAsync(campaign.Id);
        form.Dispatches = [.. book.Dispatches.Where(item => item.Kind == DispatchKind.Order)];
        var unit = Asker(form);
        if (form.Act == "start")
        {
            form.DispatchId ??= form.Dispatches.LastOrDefault(item => item.UnitId == unit.Id)?.Id;
        }

        if (form.Act == "propose" && string.IsNullOrWhiteSpace(form.Wording))
        {
            form.Wording = book.Deadlines.FirstOrDefault(deadline => deadline.DispatchId == form.DispatchId && deadline.Standing == DeadlineState.InForce)?.Wording;
        }

        form.UnitCode = unit.Code;
        form.Office = string.IsNullOrWhiteSpace(form.Office) ? $"Ủy ban nhân dân {unit.FullName[..1].ToLower(Cultures.Vietnamese)}{unit.FullName[1..]}" : form.Office;
        form.Forms = await FormsAsync(unit);
        await FillDaysAsync(form);
        if (form.Act is "preview" or "open")
        {
            await PickAsync(form, unit);
        }

        return form;
    }

    /// <summary>Opens a round for each last day that is ticked.</summary>
    /// <returns>Their ids.</returns>
    /// <exception cref="ReportRefusedException">The rules refuse it; rounds that were opened before stay.</exception>
    public async Task<IReadOnlyList<long>> OpenAsync(NewRoundModel form, Actor actor)
    {
        var unit = Asker(form);
        var dispatch = form.Dispatches.FirstOrDefault(item => item.Id == form.DispatchId);
        if (form.DispatchId is not null && dispatch is null)
        {
            throw new ReportRefusedException("Chọn một công văn của chiến dịch này, hoặc để trống.", "Choose a dispatch of this campaign, or none.");
        }

        var days = form.Days.Where(day => day.Use && day.Day is not null).ToList();
        if (days.Count == 0)
        {
            throw new ReportRefusedException("Chọn ít nhất một ngày cuối cùng.", "Choose at least one last day.");
        }

        if (days.Exists(day => string.IsNullOrWhiteSpace(day.Title)))
        {
            throw new ReportRefusedException("Mỗi ngày cuối cùng là một đợt báo cáo: ghi tên cho từng đợt.", "Each last day is a round: give each a title.");
        }

        var formId = await FormIdAsync(form, unit, actor);
        var opensOn = await clock.TodayAsync();
        var opened = new List<long>();
        foreach (var day in days)
        {
            opened.Add(await rounds.OpenAsync(
                new RoundDraft(form.Campaign, unit, formId)
                {
                    Office = form.Office ?? "",
                    Kind = day.Kind,
                    Title = day.Title!,
                    DispatchId = dispatch?.Id,
                    Document = dispatch is null ? null : $"Công văn số {dispatch.Number} ngày {dispatch.IssuedOn:d/M/yyyy} của {dispatch.Issuer}",
                    Wording = string.IsNullOrWhiteSpace(form.Wording) ? null : form.Wording.Trim(),
                    OpensOn = day.Day < opensOn ? day.Day.Value : opensOn,
                    LastDay = day.Day!.Value,
                    Units = form.Bound!.Units,
                    Organisations = form.Bound.Organisations,
                },
                actor));
        }

        return opened;
    }

    // A unit that was named and is not one's own must not quietly become one's own.
    private static Unit Asker(NewRoundModel form) => string.IsNullOrEmpty(form.UnitCode)
        ? form.Askers[0]
        : form.Askers.FirstOrDefault(unit => unit.Code == form.UnitCode) ?? throw new NotFoundException($"Nobody here asks for {form.UnitCode}.");

    private async Task PickAsync(NewRoundModel form, Unit unit)
    {
        try
        {
            var levels = form.Levels.Select(code => Enum.TryParse<UnitLevel>(code, ignoreCase: true, out var level) ? level : UnitLevel.Nation).Where(level => level is UnitLevel.Province or UnitLevel.District or UnitLevel.Commune);
            var kinds = form.Kinds.Select(code => Enum.TryParse<OrganisationKind>(code, ignoreCase: true, out var kind) ? kind : OrganisationKind.Agency).Where(Kinds.Contains);
            form.Bound = await picker.PickAsync(form.Campaign, unit, new BoundChoice([.. levels], [.. kinds], BoundPicker.Codes(form.Except), BoundPicker.Codes(form.Also)));
            if (form.Bound.Count == 0)
            {
                form.Problem = Text.Of("Chưa có đơn vị hay cơ quan nào phải báo cáo: chọn một cấp, một loại cơ quan hoặc ghi mã.", "Nobody is bound yet: choose a level, a kind of organisation, or give codes.");
            }
        }
        catch (ReportRefusedException refused)
        {
            form.Problem = refused.Message;
        }
    }

    private async Task FillDaysAsync(NewRoundModel form)
    {
        form.Days = [.. form.Days.Take(MostDays)];
        if (form.Act is "propose")
        {
            var issued = form.Dispatches.FirstOrDefault(item => item.Id == form.DispatchId)?.IssuedOn ?? await clock.TodayAsync();
            form.Reading = DeadlineWording.Parse(form.Wording, issued);
            form.Days = [.. form.Reading.Proposals.Take(MostDays).Select((proposal, at) => Proposed(proposal.LastDay, at, form.Reading.Proposals.Count))];
        }

        if (form.Days.Count == 0)
        {
            form.Days = [new DayForm { Use = true }];
        }
    }

    // Of several last days the last one closes the year.
    private static DayForm Proposed(DateOnly day, int at, int count)
    {
        var kind = count == 1 ? RoundKinds.AdHoc : at == count - 1 ? RoundKinds.Year : RoundKinds.SixMonth;
        var title = kind switch { RoundKinds.Year => $"Báo cáo năm {day.Year}", RoundKinds.SixMonth => $"Báo cáo 6 tháng đầu năm {day.Year}", _ => $"Báo cáo, hạn {day.ToString("d/M/yyyy", CultureInfo.InvariantCulture)}" };
        return new DayForm { Use = true, Day = day, Kind = kind, Title = title };
    }

    private async Task<IReadOnlyList<(string Value, string Text)>> FormsAsync(Unit unit)
    {
        var own = (await forms.UsableAtAsync(unit.Path)).Where(form => form.State == "ready").ToList();
        return
        [
            .. own.Select(form => ($"{form.Id}", form.Version == 1 ? form.Shown : Text.Of($"{form.Shown} (bản {form.Version})", $"{form.Shown} (version {form.Version})"))),
            .. ReadyForms.All.Where(ready => own.TrueForAll(form => form.Code != ready.Code)).Select(ready => (Template + ready.Code, Text.Of($"{ready.Title} (mẫu có sẵn)", $"{ready.TitleEn} (ready-made)"))),
        ];
    }

    private async Task<long> FormIdAsync(NewRoundModel form, Unit unit, Actor actor)
    {
        if (form.FormKey?.StartsWith(Template, StringComparison.Ordinal) == true && ReadyForms.Find(form.FormKey[Template.Length..]) is { } ready)
        {
            return await forms.FromTemplateAsync(unit, ready, actor);
        }

        return long.TryParse(form.FormKey, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new ReportRefusedException("Chọn một biểu mẫu.", "Choose a form.");
    }
}
