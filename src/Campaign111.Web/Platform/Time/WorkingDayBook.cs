using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Time;

/// <summary>Keeps the special days and the quiet hours; an administrator changes them, a newer seed leaves those changes alone.</summary>
public sealed class WorkingDayBook(Database database, Settings settings, AuditLog audit, TimeProvider time) : IWorkingDays
{
    private const string QuietSetting = "quiet-hours";

    // A dozen a year: some hundreds.
    private const string All = "SELECT [day], kind, name, name_en, source, by_hand FROM special_day ORDER BY [day]";

    private const string One = "SELECT [day], kind, name, name_en, source, by_hand FROM special_day WHERE [day] = @day";

    private const string Update = """
        UPDATE special_day SET kind = @kind, name = @name, name_en = @nameEn, source = @source, by_hand = @byHand, changed_at = @at WHERE [day] = @day
        """;

    private const string Insert = """
        INSERT INTO special_day ([day], kind, name, name_en, source, by_hand, changed_at)
        VALUES (@day, @kind, @name, @nameEn, @source, @byHand, @at)
        """;

    private const int Most = 5_000;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(10);
    private Cached? cached;

    public async Task<WorkingDays> LoadAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (cached is { } known && now - known.ReadAt < Refresh)
        {
            return known.Days;
        }

        var quiet = await settings.GetAsync(QuietSetting, cancel) is { } text ? QuietHours.Parse(text) : null;
        var days = new WorkingDays(await database.ReadAsync(ListAsync, cancel), quiet);
        cached = new Cached(days, now);
        return days;
    }

    /// <summary>Reads the days anew at the next question: call after a commit.</summary>
    public void Forget() => cached = null;

    /// <summary>The special days of a year, those taken back included, by day.</summary>
    public async Task<IReadOnlyList<SpecialDay>> OfYearAsync(int year, CancellationToken cancel = default) =>
        [.. (await database.ReadAsync(ListAsync, cancel)).Where(day => day.Day.Year == year)];

    /// <summary>Enters a day or changes the entry that it has. <see cref="SpecialDayKind.Ordinary"/> takes it back.</summary>
    public async Task SetAsync(SpecialDay day, Actor actor, CancellationToken cancel = default)
    {
        await database.WriteAsync(
            async session =>
            {
                var before = await session.FirstAsync<Row>(One, new { day = day.Day });
                await PutAsync(session, day with { ByHand = true }, time.GetUtcNow());
                await audit.RecordAsync(session, actor, new AuditEntry("special-day.set", "special-day", $"{day.Day:yyyy-MM-dd}")
                {
                    Before = before is null ? null : new { before.Kind, before.Name },
                    After = new { kind = day.Kind.Code(), day.Name, day.Source },
                });
            },
            cancel);
        Forget();
    }

    /// <summary>Changes the hours in which nobody is written to.</summary>
    public async Task SetQuietAsync(QuietHours quiet, Actor actor, CancellationToken cancel = default)
    {
        var before = (await LoadAsync(cancel)).Quiet;
        await database.WriteAsync(
            async session =>
            {
                await Settings.SetAsync(session, QuietSetting, quiet.ToString());
                await audit.RecordAsync(session, actor, new AuditEntry("quiet-hours.set", "setting", QuietSetting)
                {
                    Before = new { hours = before.ToString() },
                    After = new { hours = quiet.ToString() },
                });
            },
            cancel);
        Forget();
    }

    internal static async Task<IReadOnlyList<SpecialDay>> ListAsync(DbSession session) =>
        [.. (await session.PageAsync<Row>(All, null, 0, Most)).Select(row => row.ToDay())];

    internal static async Task PutAsync(DbSession session, SpecialDay day, DateTimeOffset at)
    {
        var values = new { day = day.Day, kind = day.Kind.Code(), name = day.Name, nameEn = day.NameEn, source = day.Source, byHand = day.ByHand, at };
        if (await session.ExecuteAsync(Update, values) == 0)
        {
            await session.ExecuteAsync(Insert, values);
        }
    }

    private sealed record Cached(WorkingDays Days, DateTimeOffset ReadAt);

    private sealed class Row
    {
        public DateOnly Day { get; init; }

        public string Kind { get; init; } = "";

        public string Name { get; init; } = "";

        public string NameEn { get; init; } = "";

        public string Source { get; init; } = "";

        public bool ByHand { get; init; }

        public SpecialDay ToDay() => new(Day, SpecialDayKinds.Find(Kind) ?? SpecialDayKind.Ordinary, Name, NameEn, Source, ByHand);
    }
}
