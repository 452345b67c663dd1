using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reports.Rounds;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Tests.Features.Reports.Rounds;

/// <summary>The real round: the dispatch of Sở LĐTBXH Lạng Sơn, 21/3/2019 ("trước ngày 20/5 và 15/11 năm 2019"), as db/seed/demo/lang-son-2019.yaml tells it, binding its 11
/// districts, the education department and the Fatherland Front. What the reports say is invented. Works on any database that holds the official units: a test's, or the demo's.</summary>
internal sealed class LangSonRound
{
    public const string Slug = "lang-son-2019";

    /// <summary>The oldest tree of the official units; the districts of Lạng Sơn were the same in 2019.</summary>
    public static readonly DateOnly TreeDate = new(2020, 6, 1);

    public static readonly DateOnly Issued = new(2019, 3, 21);
    public static readonly DateOnly May = new(2019, 5, 19);
    public static readonly DateOnly November = new(2019, 11, 14);

    private readonly Database database;
    private readonly AuditLog audit;

    public LangSonRound(Database database, TimeProvider time)
    {
        this.database = database;
        audit = new AuditLog(time);
        Units = new UnitDirectory(database);
        Offices = new OrganisationDirectory(database);
        Clock = new BusinessClock(time, new Settings(database), new ProductMode());
        Forms = new FormBook(database, audit, time);
        Rounds = new RoundBook(database, Units, audit, Clock);
        Desk = new SheetDesk(database, audit, Clock);
        Queries = new RoundQueries(database);
        Picker = new BoundPicker(Units, Offices);
        Campaigns = new CampaignDirectory(database);
    }

    public static Actor Writer { get; } = new(null, "cơ quan báo cáo");

    public static Actor Department { get; } = new(null, "Sở LĐTBXH Lạng Sơn");

    public UnitDirectory Units { get; }

    public OrganisationDirectory Offices { get; }

    public BusinessClock Clock { get; }

    public FormBook Forms { get; }

    public RoundBook Rounds { get; }

    public SheetDesk Desk { get; }

    public RoundQueries Queries { get; }

    public BoundPicker Picker { get; }

    public ICampaignDirectory Campaigns { get; }

    public Campaign Campaign { get; private set; } = null!;

    public Unit Province { get; private set; } = null!;

    public ReportForm Form { get; private set; } = null!;

    public ReportRound First { get; private set; } = null!;

    public ReportRound Second { get; private set; } = null!;

    /// <summary>Campaign, offices, dispatch, form, and the two rounds that its wording proposes.</summary>
    public async Task OpenAsync()
    {
        var seed = CampaignSeed.Read($"demo/{Slug}.yaml");
        Province = (await Units.FindByCodeAsync(seed.Campaign.Unit, TreeDate)).ShouldNotBeNull();
        var organisations = new Organisations(database, audit);
        foreach (var office in seed.Organisations.Where(office => !office.Key.StartsWith("ubnd-", StringComparison.Ordinal)))
        {
            var kind = office.Key == "mttq" ? OrganisationKind.Mass : OrganisationKind.Department;
            await organisations.AddAsync(Actor.System, Province, new OrganisationDetails(OrganisationDirectory.CodeOf(office.Unit, office.Key), kind, office.Name, null, TreeDate));
        }

        var draft = new Campaign { Slug = Slug, Name = seed.Campaign.Name.Vi, NameEn = seed.Campaign.Name.En, TreeDate = TreeDate, StartsOn = Issued, IsIllustrative = true };
        Campaign = (await Campaigns.FindAsync(await new CampaignService(database, audit, TimeProvider.System).CreateAsync(draft, Province, Actor.System))).ShouldNotBeNull();
        var document = seed.Dispatches.Single();
        var dispatch = await new DispatchService(database, audit, TimeProvider.System).EnterAsync(
            new DispatchDraft
            {
                CampaignId = Campaign.Id,
                Unit = Province,
                // The copy shows none.
                Number = "Không số",
                IssuedOn = Issued,
                Issuer = seed.Organisations.Single(office => office.Key == document.Issuer).Name,
                Signatory = document.Signatory!.Name,
                Subject = "Triển khai công tác chăm sóc, bảo vệ trẻ em năm 2019",
            },
            Actor.System);
        Form = (await Forms.FindAsync(await Forms.FromTemplateAsync(Province, ReadyForms.Find(ReadyForms.PeriodicCode)!, Department))).ShouldNotBeNull();
        var wording = document.Deadlines[0].Wording;
        var days = DeadlineWording.Parse(wording, Issued).Proposals;
        days.Select(day => day.LastDay).ShouldBe([May, November]);
        First = await RoundAsync(RoundKinds.SixMonth, "Báo cáo công tác trẻ em 6 tháng đầu năm 2019", wording, days[0].LastDay, dispatch.Id);
        Second = await RoundAsync(RoundKinds.Year, "Báo cáo công tác trẻ em năm 2019", wording, days[1].LastDay, dispatch.Id);
    }

    public async Task<ReportSheet> SheetAsync(ReportRound round, string name) =>
        (await Queries.SheetsAsync([round.Id]))[round.Id].Single(sheet => sheet.Name.Contains(name, StringComparison.Ordinal));

    public async Task<IReadOnlyList<ReportSheet>> SheetsAsync(ReportRound round) => [.. (await Queries.SheetsAsync([round.Id]))[round.Id]];

    /// <summary>Writes and submits a report whose numbers follow from one, so that sums can be foretold.</summary>
    public async Task SubmitAsync(ReportSheet sheet, int size)
    {
        var draft = Draft(size);
        var revision = await Desk.SaveAsync(sheet, draft, sheet.Revision, Writer);
        var (answers, problems) = DraftReader.Read(Form, draft);
        problems.ShouldBeEmpty();
        await Desk.SubmitAsync(sheet, new Submission(answers, [], null), revision, Writer);
    }

    /// <summary>f2 = size, f3 = 10 × size, table f4 row i = 100 × size + i and size, f5 = size, f6 = 50 × size, f8 one or two rows.</summary>
    public static IReadOnlyDictionary<string, string> Draft(int size)
    {
        var draft = new Dictionary<string, string>
        {
            ["f1"] = $"Ban hành {size} văn bản; tuyên truyền Luật Trẻ em ở các xã.",
            ["f2"] = $"={size}",
            ["f3"] = $"={10 * size}",
            ["f5"] = $"={size}",
            ["f6"] = $"={50 * size}",
            ["f7"] = size % 3 == 0 ? "Đang chuẩn bị" : "Đã tổ chức",
            ["f8.0.0"] = size % 2 == 0 ? "Quỹ Bảo trợ trẻ em" : "QUỸ bảo trợ trẻ em",
            ["f8.0.1"] = $"={size}.5",
            ["f8.0.2"] = $"={size}",
            ["f9"] = size % 4 == 0 ? "Thiếu người làm công tác trẻ em ở xã vùng cao." : "",
        };
        for (var row = 0; row < 5; row++)
        {
            draft[$"f4.{row}.1"] = $"={(100 * size) + row}";
            draft[$"f4.{row}.2"] = $"={size}";
        }

        return draft.Where(pair => pair.Value.Length > 0).ToDictionary();
    }

    private async Task<ReportRound> RoundAsync(string kind, string title, string wording, DateOnly lastDay, long dispatch)
    {
        // The department itself receives the reports: it is left out by its code.
        var bound = await Picker.PickAsync(Campaign, Province, new BoundChoice([UnitLevel.District], [OrganisationKind.Department, OrganisationKind.Mass], ["20-so-ldtbxh"], []));
        var id = await Rounds.OpenAsync(
            new RoundDraft(Campaign, Province, Form.Id)
            {
                Office = "Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn",
                Kind = kind,
                Title = title,
                DispatchId = dispatch,
                Document = "Công văn ngày 21/3/2019 của Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn",
                Wording = wording,
                OpensOn = Issued,
                LastDay = lastDay,
                Units = bound.Units,
                Organisations = bound.Organisations,
            },
            Department);
        return (await Queries.FindAsync(id)).ShouldNotBeNull();
    }
}
