using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage.Register;

/// <summary>Corrects single households of a register: address, closed or open. What was logged stays as it is.</summary>
public sealed class HouseholdUpkeep(Database database, HouseholdRegister register, HouseholdLabels labels, AuditLog audit, TimeProvider time)
{
    private const string Find = "SELECT id, hamlet_id, code, address, label, closed_at, merged_into FROM household WHERE hamlet_id = @hamlet AND code = @code";

    private const string Close = "UPDATE household SET closed_at = @at WHERE id = @id AND closed_at IS NULL";

    private const string Open = "UPDATE household SET closed_at = NULL WHERE id = @id AND closed_at IS NOT NULL AND merged_into IS NULL";

    /// <summary>Changes the address line, and the label when one is given.</summary>
    /// <exception cref="EntryRefusedException">No such household, it is closed, a text is too long or holds a number of a person, or the commune keeps
    /// no labels.</exception>
    public async Task EditAsync(Actor actor, Place place, string code, string address, string? label, CancellationToken cancel = default)
    {
        var hamlet = place.Hamlet;
        if (LabelText.Problem(label ?? "") is { } wrong)
        {
            throw new EntryRefusedException(wrong);
        }

        var known = await database.ReadAsync(session => FindAsync(session, hamlet, code), cancel);
        if (known.ClosedAt is not null)
        {
            throw new EntryRefusedException(Text.Of($"Hộ {code} đã ra khỏi sổ: đưa trở lại sổ trước khi sửa.", $"Household {code} is closed: reopen it before you change it."));
        }

        await register.SaveAsync(
            actor, [new HouseholdInput(hamlet, code, address.Trim())],
            session => label is null ? Task.CompletedTask : labels.SaveAsync(session, place.Commune, [(hamlet.Id, code, label.Trim())]), cancel);
    }

    /// <summary>Takes a household out of the register; its entries stay and count on.</summary>
    /// <exception cref="EntryRefusedException">No such household, closed already, or no reason.</exception>
    public Task CloseAsync(Actor actor, Unit hamlet, string code, string reason, CancellationToken cancel = default) =>
        ChangeAsync(actor, hamlet, code, reason, "household.closed", Close, Text.Of($"Hộ {code} đã ra khỏi sổ trước đó.", $"Household {code} is closed already."), cancel);

    /// <summary>Takes a closed household back into the register.</summary>
    /// <exception cref="EntryRefusedException">No such household, open, merged into another one, or no reason.</exception>
    public Task ReopenAsync(Actor actor, Unit hamlet, string code, string reason, CancellationToken cancel = default) =>
        ChangeAsync(
            actor, hamlet, code, reason, "household.reopened", Open,
            Text.Of($"Hộ {code} đang ở trong sổ, hoặc đã gộp vào hộ khác: không có gì để mở lại.", $"Household {code} is open, or was merged into another: there is nothing to reopen."), cancel);

    /// <summary>The reason without blanks at its ends.</summary>
    /// <exception cref="EntryRefusedException">There is none, or it is longer than 400 characters.</exception>
    internal static string Reason(string? reason) => reason?.Trim() is { Length: > 0 and <= 400 } given
        ? given
        : throw new EntryRefusedException(Text.Of("Ghi lý do, tối đa 400 ký tự.", "Give a reason, at most 400 characters."));

    internal static async Task<Household> FindAsync(DbSession session, Unit hamlet, string code) =>
        await session.FirstAsync<Household>(Find, new { hamlet = hamlet.Id, code }) ?? throw new EntryRefusedException(Refusals.UnknownHousehold(code, hamlet.FullName));

    private async Task ChangeAsync(Actor actor, Unit hamlet, string code, string reason, string action, string sql, string refusal, CancellationToken cancel)
    {
        var given = Reason(reason);
        await database.WriteAsync(
            async session =>
            {
                var household = await FindAsync(session, hamlet, code);
                if (await session.ExecuteAsync(sql, new { id = household.Id, at = time.GetUtcNow() }) == 0)
                {
                    throw new EntryRefusedException(refusal);
                }

                await audit.RecordAsync(session, actor, new AuditEntry(action, "household", $"{household.Id}") { UnitId = hamlet.ParentId, After = new { code }, Reason = given });
            },
            cancel);
    }
}
