using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>What the sample commune of the demo was told in August, and its answer: invented, and the same each time. By the inbox only, so that the demo
/// sends no mail by itself.</summary>
public sealed class DemoReminders(
    ICampaignDirectory campaigns, UnitDirectory units, IPeople people, ICoverageFigures figures, ReminderWriter writer, DeliveryQueries deliveries, Acknowledgements acknowledgements) : IDemoPart
{
    private const string Slug = "binh-phuoc-2020";
    private const string Sample = "25318";

    // Day of the reminder, last entry before it, households then, and what the commune answered.
    private static readonly (DateOnly On, DateOnly LastEntry, long Reached, string? Answer)[] Told =
    [
        (new(2020, 8, 10), new(2020, 8, 3), 96, null),
        (new(2020, 8, 20), new(2020, 8, 13), 231, "Thôn 3 và thôn 5 đi lại ngày 22 và 23/8, trưởng thôn đã nhận tờ rơi."),
    ];

    public int Order => 57;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync(Slug) ?? throw new CliException($"The demo's campaign {Slug} is loaded before its reminders.");
        if (await units.FindByCodeAsync(Sample, campaign.TreeDate) is not { } commune || (await deliveries.OfUnitAsync(campaign.Id, commune.Id, null, 1)).Count > 0)
        {
            return;
        }

        var officer = (await people.AtAsync([commune.Id]))[commune.Id].First(person => person.UserName == $"xa.{Sample}");
        var target = (await figures.OfAsync(campaign.Id, commune)).Target;
        var plan = await campaigns.PlanAsync(campaign.Id);
        foreach (var (on, lastEntry, reached, answer) in Told)
        {
            var figure = new CoverageFigure { UnitId = commune.Id, Target = target, Reached = reached, Settled = reached, Entries = reached, LastEntryAt = VietnamTime.At(lastEntry, new TimeOnly(16, 30)) };
            await TellAsync(campaign, plan, commune, officer, figure, on, answer);
        }
    }

    private async Task TellAsync(Campaign campaign, CampaignPlan plan, Unit commune, Person officer, CoverageFigure figure, DateOnly on, string? answer)
    {
        var deadline = plan.DeadlineOf(commune.Path);
        var due = new DueReminder
        {
            Campaign = campaign,
            Unit = commune,
            Due = new DueRung(new Rung(RungKind.Silent, campaign.SilentDays, RungCondition.Incomplete, RungAudience.Commune, NeedsAck: answer is not null), on),
            Figure = figure,
            Judgement = CoverageRules.Judge(figure, plan, deadline, on),
            Deadline = deadline,
            Recipients = [InboxOnly(officer)],
            Told = UnitLevel.Commune.Code(),
        };
        await writer.WriteAsync([due], on, Actor.System);
        if (answer is not null)
        {
            var reminder = (await deliveries.OfUnitAsync(campaign.Id, commune.Id, null, 1))[0];
            await acknowledgements.AddAsync(reminder.Id, officer.AccountId, officer.DisplayName, answer, new Actor(officer.AccountId, officer.UserName));
        }
    }

    private static Person InboxOnly(Person officer) => new()
    {
        AccountId = officer.AccountId, UserName = officer.UserName, DisplayName = officer.DisplayName, Role = officer.Role, UnitId = officer.UnitId, Language = officer.Language,
    };
}
