using System.Data.Common;
using Campaign111.Features.Coverage.Register;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage;

/// <summary>A household to add or to correct.</summary>
public sealed record HouseholdInput(Unit Hamlet, string Code, string Address);

/// <summary>Keeps the registers of hamlets. A household is closed, never deleted.</summary>
public sealed class HouseholdRegister(Database database, AuditLog audit, TimeProvider time)
{
    private const int LongestCode = 40;
    private const int LongestAddress = 300;
    private const int LongestSearch = 400;

    private const string Existing = "SELECT id, hamlet_id, code, address, label, closed_at, merged_into FROM household WHERE hamlet_id IN @ids";

    private const string Correct = """
        UPDATE household SET address = @address, search_text = @search, closed_at = CASE WHEN merged_into IS NULL THEN NULL ELSE closed_at END WHERE id = @id
        """;

    private const string CloseSql = "UPDATE household SET closed_at = @at WHERE hamlet_id = @hamlet AND code = @code AND closed_at IS NULL";

    // Households written at a time: an import of a province goes through without being held in memory.
    private const int Portion = 5000;

    private static readonly string[] CorrectNames = ["address", "search", "id"];

    private static readonly string[] Columns = ["hamlet_id", "code", "address", "search_text"];

    /// <summary>Adds what is new, corrects the address of what is known (and opens it again). All or nothing. Returns how many were added and
    /// corrected.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="households">Walked as they are written, in portions; walked again when the database asks for another try.</param>
    /// <param name="also">What is written in the same transaction, after the households. May run twice.</param>
    /// <param name="cancel">Takes everything back.</param>
    /// <exception cref="EntryRefusedException">A code or address is missing or too long.</exception>
    public async Task<(int Added, int Corrected)> SaveAsync(Actor actor, IEnumerable<HouseholdInput> households, Func<DbSession, Task>? also = null, CancellationToken cancel = default)
    {
        try
        {
            return await database.WriteAsync(
                async session =>
                {
                    var saved = await SaveAsync(session, actor, households);
                    await (also?.Invoke(session) ?? Task.CompletedTask);
                    return saved;
                },
                cancel);
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw new EntryRefusedException(Text.Of("Có người vừa thêm cùng mã hộ: tải lại trang rồi thử lại.", "Somebody just added the same code: reload and try again."));
        }
    }

    /// <summary>Takes a household out of the register; its entries stay and count on.</summary>
    public Task CloseAsync(Actor actor, Unit hamlet, string code, CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            if (await session.ExecuteAsync(CloseSql, new { hamlet = hamlet.Id, code, at = time.GetUtcNow() }) == 0)
            {
                throw new EntryRefusedException(Refusals.UnknownHousehold(code, hamlet.Code));
            }

            await audit.RecordAsync(session, actor, new AuditEntry("household.closed", "unit", $"{hamlet.Id}") { UnitId = hamlet.ParentId, After = new { code } });
        },
        cancel);

    /// <summary>What is wrong with a code and an address, or null.</summary>
    public static string? Problem(string code, string address) =>
        code.Length is 0 or > LongestCode || HasSpace(code)
            ? Text.Of($"Mã hộ gồm 1 đến {LongestCode} ký tự, không có khoảng trắng, như H0012.", $"A household's code has 1 to {LongestCode} characters without spaces, like H0012.")
            : address.Length > LongestAddress
                ? Text.Of($"Địa chỉ dài tối đa {LongestAddress} ký tự.", $"An address takes at most {LongestAddress} characters.")
                : null;

    internal static bool HasSpace(string code)
    {
        foreach (var letter in code)
        {
            if (char.IsWhiteSpace(letter))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<(int Added, int Corrected)> SaveAsync(DbSession session, Actor actor, IEnumerable<HouseholdInput> households)
    {
        var (added, corrected) = (0, 0);
        var hamlets = new Dictionary<long, Unit>();
        foreach (var portion in households.Chunk(Portion))
        {
            foreach (var household in portion)
            {
                hamlets.TryAdd(household.Hamlet.Id, household.Hamlet);
                if (Problem(household.Code, household.Address) is { } problem)
                {
                    throw new EntryRefusedException(problem);
                }
            }

            var (more, changed) = await SavePortionAsync(session, portion);
            (added, corrected) = (added + more, corrected + changed);
        }

        if (added + corrected > 0)
        {
            var only = hamlets.Count == 1 ? hamlets.Values.Single() : null;
            await audit.RecordAsync(session, actor, new AuditEntry("household.saved", "unit", only is null ? $"{hamlets.Count} hamlets" : $"{only.Id}")
            {
                UnitId = only?.ParentId,
                After = new { Added = added, Corrected = corrected },
            });
        }

        return (added, corrected);
    }

    private static async Task<(int Added, int Corrected)> SavePortionAsync(DbSession session, HouseholdInput[] households)
    {
        var known = new Dictionary<(long, string), Household>();
        foreach (var ids in households.Select(household => household.Hamlet.Id).Distinct().Chunk(1000))
        {
            foreach (var row in await session.QueryAsync<Household>(Existing, new { ids }))
            {
                known[(row.HamletId, row.Code)] = row;
            }
        }

        var added = households.Where(household => !known.ContainsKey((household.Hamlet.Id, household.Code))).ToList();
        await session.InsertManyAsync("household", Columns, [.. added.Select(household => new object?[]
        {
            household.Hamlet.Id, household.Code, household.Address, Search(household.Code, household.Address),
        })]);
        await HouseholdWords.AddAsync(session, added.Select(household => (household.Hamlet.Id, household.Code, household.Address)));
        var corrected = households.Where(household => known.TryGetValue((household.Hamlet.Id, household.Code), out var row) && (row.Address != household.Address || row is { ClosedAt: not null, MergedInto: null })).ToList();
        var pairs = corrected.Select(household => (New: household, Old: known[(household.Hamlet.Id, household.Code)])).ToList();
        await session.ExecuteEachAsync(Correct, CorrectNames, [.. pairs.Select(pair => new object?[] { pair.New.Address, Search(pair.New.Code, pair.New.Address, pair.Old.Label), pair.Old.Id })]);
        await HouseholdWords.ReplaceAsync(session, [.. pairs.Select(pair => (pair.Old.HamletId, pair.Old.Code, $"{pair.Old.Label} {pair.Old.Address}", $"{pair.Old.Label} {pair.New.Address}"))]);
        return (added.Count, corrected.Count);
    }

    internal static string Search(string code, string address, string? label = null)
    {
        var text = TextFold.Fold($"{code} {label} {address}");
        return text.Length <= LongestSearch ? text : text[..LongestSearch];
    }
}
