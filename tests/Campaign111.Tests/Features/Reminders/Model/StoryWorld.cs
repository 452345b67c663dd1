using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Campaign111.Tests.Features.Reminders.Model;

/// <summary>The product's planner, writer and dispatcher on a real database, with the other features played by a story.</summary>
internal sealed class StoryWorld : ICampaignDirectory, ICoverageFigures, IPeople, IWorkingDays, IAsyncDisposable
{
    private const string InsertUnit = """
        INSERT INTO unit (parent_id, level, code, unit_type, name, name_en, path, valid_from, sort_key, search_text)
        VALUES (@parent, @level, @code, 'Xã', @code, @code, '/', '2020-06-01', @code, @code)
        """;

    private readonly Story story;
    private readonly TestDatabase test;
    private readonly List<Unit> communes = [];
    private readonly List<Person> staff = [];
    private readonly Dictionary<(long, long), CoverageFigure> figures = [];
    private readonly Dictionary<long, List<DeadlineInForce>> deadlines = [];
    private readonly List<Campaign> campaigns = [];

    private StoryWorld(Story story, TestDatabase test)
    {
        this.story = story;
        this.test = test;
    }

    public SettableTime Time { get; } = new(DateTimeOffset.UnixEpoch);

    public RecordingChannel Mails { get; } = new();

    public Database Database => test.Database;

    public static async Task<StoryWorld> CreateAsync(Story story)
    {
        var world = new StoryWorld(story, await TestDatabase.CreateAsync("sqlite"));
        var nation = await world.AddAsync(null, "nation", "VN");
        var province = await world.AddAsync(nation, "province", "70");
        Unit[] districts = [await world.AddAsync(province, "district", "691"), await world.AddAsync(province, "district", "692")];
        for (var u = 0; u < Story.Communes; u++)
        {
            world.communes.Add(await world.AddAsync(story.Homes[u] is { } home ? districts[home] : province, "commune", $"{u}"));
        }

        world.Staff(province, districts);
        foreach (var (plan, c) in story.Plans.Select((plan, c) => (plan, c)))
        {
            var start = Story.Start.AddDays(plan.Start);
            var campaign = new Campaign { Id = c + 1, Slug = $"{c}", Name = $"{c}", UnitId = province.Id, UnitPath = province.Path, TreeDate = Story.Start, StartsOn = start };
            world.campaigns.Add(campaign);
            world.deadlines[campaign.Id] = [new DeadlineInForce("w", start.AddDays(plan.Length), province.Id, province.Path, "d")];
            await world.Ladders.SetAsync(campaign, story.Rungs.Length == 0 ? [new Rung(RungKind.Time, 300, RungCondition.Incomplete, RungAudience.Commune)] : story.Rungs, Actor.System);
        }

        return world;
    }

    public async Task HappensAsync(StoryEvent happened, SimpleModel model)
    {
        var (campaign, unit, day) = (campaigns[happened.Campaign], communes[happened.Unit], Story.Start.AddDays(happened.Day));
        var province = deadlines[campaign.Id][0];
        switch (happened.What)
        {
            case Happening.Reached or Happening.SettledOtherwise:
                Add(campaign.Id, unit.Id, happened, day);
                break;
            case Happening.ProvinceAmends:
                deadlines[campaign.Id][0] = province with { LastDay = province.LastDay.AddDays(happened.Amount) };
                break;
            case Happening.CommuneSetsOwnDay:
                deadlines[campaign.Id].RemoveAll(deadline => deadline.SetByUnitId == unit.Id);
                deadlines[campaign.Id].Add(new DeadlineInForce("w", province.LastDay.AddDays(happened.Amount), unit.Id, unit.Path, null));
                break;
            case Happening.Acknowledged:
                await AcknowledgeAsync(happened, model);
                break;
            case Happening.Rests when staff.FirstOrDefault(person => person.UserName == model.CommuneOfficer(happened.Unit)) is { } person:
                await Preferences.MuteAsync(person.AccountId, day, "nghỉ", await LoadAsync(), Actor.System);
                break;
        }
    }

    public async Task<IReadOnlyList<string>> SweepAsync(DateOnly today)
    {
        Time.Now = VietnamTime.At(today, new TimeOnly(7, 30));
        var due = await Planner.DueAsync(today);
        await Writer.WriteAsync(due, today, Actor.System);
        return [.. due.Select(one => $"{one.Campaign.Slug}|{one.Unit.Code}|{one.Code}|{one.Due.DueOn:yyyy-MM-dd}|{string.Join(',', one.Recipients.Select(person => person.UserName).Order())}")];
    }

    public Task DispatchAsync() => new Dispatcher(
        new Outbox(Database, Time), new DigestReader(Database, Units, new OrganisationDirectory(Database), this, this),
        new DigestComposer(new ConfigurationBuilder().Build(), new RestOffers(new MuteLinks(new EphemeralDataProtectionProvider()), Ladders)),
        [Mails], this, new ProductMode(), Time, NullLogger<Dispatcher>.Instance).RunAsync(default);

    public Task<IReadOnlyDictionary<(long Account, DateOnly Day), string>> MutesAsync() => Preferences.MutesAsync([.. staff.Select(person => person.AccountId)], Story.Start);

    public long AccountOf(string address) => staff.First(person => person.Email == address).AccountId;

    public Task<Campaign?> FindAsync(string slug) => Task.FromResult(campaigns.FirstOrDefault(campaign => campaign.Slug == slug));

    public Task<Campaign?> FindAsync(long id) => Task.FromResult(campaigns.FirstOrDefault(campaign => campaign.Id == id));

    public Task<IReadOnlyList<Campaign>> AtAsync(string unitPath) => Task.FromResult<IReadOnlyList<Campaign>>(campaigns);

    public Task<CampaignPlan> PlanAsync(long campaignId) => Task.FromResult(new CampaignPlan(campaigns.Single(campaign => campaign.Id == campaignId), deadlines[campaignId], []));

    public Task<CoverageFigure> OfAsync(long campaignId, Unit unit) => Task.FromResult(CoverageFigure.Empty(unit.Id));

    public async Task<IReadOnlyList<CoverageFigure>> OfEachAsync(long campaignId, IReadOnlyList<Unit> units) => await Task.WhenAll(units.Select(unit => OfAsync(campaignId, unit)));

    public Task<IReadOnlyDictionary<long, CoverageFigure>> OfCommunesAsync(long campaignId, string path) => Task.FromResult<IReadOnlyDictionary<long, CoverageFigure>>(
        communes.ToDictionary(unit => unit.Id, unit => figures.GetValueOrDefault((campaignId, unit.Id)) ?? new CoverageFigure { UnitId = unit.Id, Target = Target(unit.Id) }));

    public Task<IReadOnlyList<CoverageDay>> DaysAsync(long campaignId, Unit unit) => Task.FromResult<IReadOnlyList<CoverageDay>>([]);

    public Task<ILookup<long, Person>> AtAsync(IReadOnlyCollection<long> unitIds) =>
        Task.FromResult(staff.Where(person => unitIds.Contains(person.UnitId)).ToLookup(person => person.UnitId));

    public Task<WorkingDays> LoadAsync(CancellationToken cancel = default) => Task.FromResult(new WorkingDays(
        story.Holidays.Select(day => new SpecialDay(Story.Start.AddDays(day), SpecialDayKind.Statutory, "nghỉ", "off", ""))));

    public ValueTask DisposeAsync() => test.DisposeAsync();

    private static AuditLog Audit => new(TimeProvider.System);

    private UnitDirectory Units => new(Database);

    private LadderBook Ladders => new(Database, Audit, Time);

    private PreferenceBook Preferences => new(Database, Audit, Time);

    private ReminderPlanner Planner => new(this, this, Units, this, new ReminderHistory(Database), Ladders, this,
        new OwedPlanner([], this, this, new OwedHistory(Database), new ReminderHistory(Database), this));

    private ReminderWriter Writer =>
        new(Database, Audit, Time, new ChannelSet(Options.Create(new WebhookOptions()), Options.Create(new ZaloOptions())), Preferences, Ladders, this, new ProductMode());

    private long Target(long unitId) => story.Targets[communes.FindIndex(unit => unit.Id == unitId)];

    private void Add(long campaign, long unit, StoryEvent happened, DateOnly day)
    {
        var before = figures.GetValueOrDefault((campaign, unit));
        figures[(campaign, unit)] = new CoverageFigure
        {
            UnitId = unit,
            Target = Target(unit),
            Reached = (before?.Reached ?? 0) + (happened.What == Happening.Reached ? happened.Amount : 0),
            Settled = (before?.Settled ?? 0) + happened.Amount,
            Entries = (before?.Entries ?? 0) + 1,
            LastEntryAt = VietnamTime.At(day, new TimeOnly(5, 0)),
        };
    }

    // The newest reminder of the unit that waits for an answer, by whoever got it.
    private async Task AcknowledgeAsync(StoryEvent happened, SimpleModel model)
    {
        var told = model.History.LastOrDefault(one => one.Campaign == happened.Campaign && one.Unit == happened.Unit && one.WantsAnswer);
        if (told is null)
        {
            return;
        }

        var args = new { campaign = campaigns[told.Campaign].Id, unit = communes[told.Unit].Id, code = told.Code, due = told.Due };
        var (id, account) = await Database.ReadAsync(session => session.SingleAsync<(long, long)>(
            """
            SELECT r.id, MIN(o.account_id) FROM reminder r JOIN reminder_message m ON m.reminder_id = r.id JOIN outbox o ON o.id = m.outbox_id
            WHERE r.campaign_id = @campaign AND r.unit_id = @unit AND r.rung = @code AND r.due_on = @due AND o.channel = 'inbox' GROUP BY r.id
            """,
            args));
        await new Acknowledgements(Database, Audit, Time).AddAsync(id, account, "ai đó", "đi hết thôn", Actor.System);
        told.Answered = true;
    }

    private void Staff(Unit province, Unit[] districts)
    {
        void Add(string name, Unit unit, Role role, long? account = null) => staff.Add(new Person
        {
            AccountId = account ?? staff.Count + 1,
            UserName = name,
            DisplayName = name,
            Email = $"{name}@example.com",
            Role = role,
            UnitId = unit.Id,
        });

        for (var u = 0; u < Story.Communes; u++)
        {
            var shared = u == 1 && story.Shared && story.Staffed[0];
            if (story.Staffed[u])
            {
                Add(shared ? "commune0" : $"commune{u}", communes[u], Role.CommuneOfficer, shared ? staff[0].AccountId : null);
            }
        }

        for (var d = 0; d < 2; d++)
        {
            if (story.Staffed[Story.Communes + d])
            {
                Add($"district{d}", districts[d], Role.DistrictOfficer, 100 + d);
            }
        }

        if (story.Staffed[Story.Communes + 2])
        {
            Add("province", province, Role.ProvinceCommittee, 200);
        }
    }

    private async Task<Unit> AddAsync(Unit? parent, string level, string code)
    {
        var id = await Database.WriteAsync(async session =>
        {
            var added = await session.InsertAsync(InsertUnit, new { parent = parent?.Id, level, code });
            await session.ExecuteAsync("UPDATE unit SET path = @path WHERE id = @id", new { path = $"{parent?.Path ?? "/"}{added}/", id = added });
            return added;
        });
        return (await Units.FindAsync(id))!;
    }
}
