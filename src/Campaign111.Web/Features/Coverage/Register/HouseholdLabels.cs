using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage.Register;

/// <summary>A commune's permit to keep labels.</summary>
public sealed class LabelPermit
{
    public long CommuneId { get; init; }

    /// <summary>The last day on which labels are kept.</summary>
    public DateOnly KeepUntil { get; init; }

    public string GrantedBy { get; init; } = "";

    public DateTimeOffset GrantedAt { get; init; }
}

/// <summary>Labels of households, which name their heads: personal data (Decree 13/2023/NĐ-CP), so a commune keeps none unless somebody who is
/// answerable for it switches them on, up to a day. After that day they are erased, from the search too. The audit never holds a label.</summary>
public sealed class HouseholdLabels(Database database, UnitDirectory units, AuditLog audit, BusinessClock clock, TimeProvider time)
{
    /// <summary>Longest label.</summary>
    public const int Longest = 100;

    /// <summary>Longest time for which labels can be kept, days.</summary>
    public const int MostDays = 366;

    private const int Portion = 1000;

    private const string Find = "SELECT commune_id, keep_until, granted_by, granted_at FROM household_label_permit WHERE commune_id = @commune";

    private const string Due = "SELECT commune_id, keep_until, granted_by, granted_at FROM household_label_permit WHERE keep_until < @today ORDER BY commune_id";

    private const string Change = "UPDATE household_label_permit SET keep_until = @until, granted_by = @by, granted_at = @at WHERE commune_id = @commune";

    private const string Insert = "INSERT INTO household_label_permit (commune_id, keep_until, granted_by, granted_at) VALUES (@commune, @until, @by, @at)";

    private const string Delete = "DELETE FROM household_label_permit WHERE commune_id = @commune";

    private const string LabelledHamlets = "SELECT DISTINCT hamlet_id FROM household WHERE label IS NOT NULL ORDER BY hamlet_id";

    private const string Labelled = """
        SELECT id, hamlet_id, code, address, label FROM household WHERE label IS NOT NULL AND hamlet_id = @hamlet AND id > @after ORDER BY id
        """;

    private const string Known = "SELECT id, hamlet_id, code, address, label FROM household WHERE hamlet_id = @hamlet AND code IN @codes";

    private const string Write = "UPDATE household SET label = @label, search_text = @search WHERE id = @id";

    private static readonly string[] WriteNames = ["label", "search", "id"];

    /// <summary>The permit in force today, or null.</summary>
    public async Task<LabelPermit?> PermitAsync(long commune)
    {
        var today = await clock.TodayAsync();
        return await database.ReadAsync(session => session.FirstAsync<LabelPermit>(Find, new { commune })) is { } permit && permit.KeepUntil >= today ? permit : null;
    }

    /// <summary>Lets a commune keep labels up to a day.</summary>
    /// <exception cref="EntryRefusedException">The day is not after today, or more than a year away.</exception>
    public async Task AllowAsync(Actor actor, Unit commune, DateOnly? until, CancellationToken cancel = default)
    {
        var today = await clock.TodayAsync(cancel);
        if (until is not { } last || last <= today || last > today.AddDays(MostDays))
        {
            throw new EntryRefusedException(Text.Of(
                $"Ghi ngày xoá nhãn sau hôm nay và không muộn hơn {Formats.Date(today.AddDays(MostDays))}.", $"Give a last day after today and not later than {Formats.Date(today.AddDays(MostDays))}."));
        }

        await database.WriteAsync(
            async session =>
            {
                var row = new { commune = commune.Id, until = last, by = actor.Name, at = time.GetUtcNow() };
                if (await session.ExecuteAsync(Change, row) == 0)
                {
                    await session.ExecuteAsync(Insert, row);
                }

                await audit.RecordAsync(session, actor, new AuditEntry("household.labels-on", "unit", $"{commune.Id}") { UnitId = commune.Id, After = new { KeepUntil = last } });
            },
            cancel);
    }

    /// <summary>Ends a commune's permit and erases its labels. Returns how many were erased.</summary>
    public Task<int> EraseAsync(Actor actor, long commune, string? reason, CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync(Delete, new { commune });
            var erased = 0;
            foreach (var hamlet in await session.QueryAsync<long>(LabelledHamlets))
            {
                erased += (await units.FindAsync(hamlet))?.ParentId == commune ? await EraseHamletAsync(session, hamlet) : 0;
            }

            await audit.RecordAsync(session, actor, new AuditEntry("household.labels-erased", "unit", $"{commune}") { UnitId = commune, After = new { Erased = erased }, Reason = reason });
            return erased;
        },
        cancel);

    /// <summary>Erases the labels of all communes whose day is over.</summary>
    public async Task EraseDueAsync(CancellationToken cancel = default)
    {
        var today = await clock.TodayAsync(cancel);
        foreach (var permit in await database.ReadAsync(session => session.QueryAsync<LabelPermit>(Due, new { today }), cancel))
        {
            await EraseAsync(Actor.System, permit.CommuneId, null, cancel);
        }
    }

    /// <summary>Writes labels within a transaction that saved the households; "" takes a label away.</summary>
    /// <exception cref="EntryRefusedException">The commune has no permit any more.</exception>
    internal async Task SaveAsync(DbSession session, Unit commune, IReadOnlyList<(long Hamlet, string Code, string Label)> labels)
    {
        var today = await clock.TodayAsync(session.Cancel);
        if (await session.FirstAsync<LabelPermit>(Find, new { commune = commune.Id }) is not { } permit || permit.KeepUntil < today)
        {
            throw new EntryRefusedException(Text.Of("Xã này không lưu nhãn hộ: bật nhãn trước, hoặc bỏ cột nhãn.", "This commune keeps no labels: switch them on first, or leave the label's column out."));
        }

        foreach (var hamlet in labels.GroupBy(label => label.Hamlet))
        {
            foreach (var portion in hamlet.Chunk(Portion))
            {
                var byCode = portion.ToDictionary(label => label.Code, label => label.Label);
                var rows = await session.QueryAsync<Household>(Known, new { hamlet = hamlet.Key, codes = byCode.Keys });
                await SetAsync(session, [.. rows.Where(row => (row.Label ?? "") != byCode[row.Code])], row => byCode[row.Code] is { Length: > 0 } label ? label : null);
            }
        }
    }

    private static async Task<int> EraseHamletAsync(DbSession session, long hamlet)
    {
        var erased = 0;
        for (var after = 0L; await session.PageAsync<Household>(Labelled, new { hamlet, after }, 0, Portion) is { Count: > 0 } rows; after = rows[^1].Id)
        {
            await SetAsync(session, rows, _ => null);
            erased += rows.Count;
        }

        return erased;
    }

    private static async Task SetAsync(DbSession session, IReadOnlyList<Household> rows, Func<Household, string?> label)
    {
        await session.ExecuteEachAsync(Write, WriteNames, [.. rows.Select(row => new object?[] { label(row), HouseholdRegister.Search(row.Code, row.Address, label(row)), row.Id })]);
        await HouseholdWords.ReplaceAsync(session, [.. rows.Select(row => (row.HamletId, row.Code, $"{row.Label} {row.Address}", $"{label(row)} {row.Address}"))]);
    }
}

/// <summary>03:10 in Vietnam, every day, and at the start of a process: labels whose day is over are erased.</summary>
public sealed class LabelEraseJob(HouseholdLabels labels) : IRecurringJob
{
    public Task RunAsync(CancellationToken cancellation) => labels.EraseDueAsync(cancellation);
}

/// <summary>What may stand in a label.</summary>
public static class LabelText
{
    /// <summary>What is wrong with a label, or null. No telephone and no identity number.</summary>
    public static string? Problem(string label) => label.Length > HouseholdLabels.Longest
        ? Text.Of($"Nhãn dài tối đa {HouseholdLabels.Longest} ký tự.", $"A label takes at most {HouseholdLabels.Longest} characters.")
        : PersonalColumns.IsNumberOfAPerson(label)
            ? Text.Of("Nhãn có số giống số điện thoại hoặc giấy tờ. Xoá số đó.", "The label holds what looks like a telephone or identity number. Remove it.")
            : null;
}
