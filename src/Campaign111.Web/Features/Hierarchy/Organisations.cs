using System.Data.Common;
using System.Text.RegularExpressions;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>What a form or seed says about an organisation.</summary>
/// <param name="Code">Lower-case letters, digits and dashes; unique in the installation.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Official Vietnamese name.</param>
/// <param name="NameEn">English name; blank takes the Vietnamese one.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day after its end, or null.</param>
public sealed record OrganisationDetails(string Code, OrganisationKind Kind, string Name, string? NameEn, DateOnly ValidFrom, DateOnly? ValidTo = null);

/// <summary>Adds, corrects, closes organisations and says who took them over. None is ever deleted: records refer to them.</summary>
public sealed partial class Organisations(Database database, AuditLog audit)
{
    private const string Insert = """
        INSERT INTO organisation (unit_id, code, kind, name, name_en, valid_from, valid_to, sort_key, search_text)
        VALUES (@unitId, @code, @kind, @name, @nameEn, @validFrom, @validTo, @sortKey, @searchText)
        """;

    private const string Update = """
        UPDATE organisation SET kind = @kind, name = @name, name_en = @nameEn, sort_key = @sortKey, search_text = @searchText
        WHERE id = @id
        """;

    private const string End = "UPDATE organisation SET valid_to = @on WHERE id = @id AND valid_from < @on AND (valid_to IS NULL OR valid_to > @on)";

    private const string InsertSuccession = """
        INSERT INTO organisation_succession (old_organisation_id, new_organisation_id, effective_on, note)
        VALUES (@old, @successor, @on, @note)
        """;

    /// <summary>Adds an organisation at a unit and returns its id.</summary>
    /// <exception cref="UnitRuleException">Code of another form or taken, no name, end before start.</exception>
    public async Task<long> AddAsync(Actor actor, Unit unit, OrganisationDetails details)
    {
        Check(details);
        try
        {
            return await database.WriteAsync(session => AddAsync(session, actor, unit, details));
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw new UnitRuleException(
                "Code",
                $"Mã '{details.Code}' đã có tổ chức khác dùng. Chọn mã khác.",
                $"The code '{details.Code}' belongs to another organisation. Choose another one.");
        }
    }

    /// <summary>The same inside a transaction that is already open; a taken code is the database's error.</summary>
    public async Task<long> AddAsync(DbSession session, Actor actor, Unit unit, OrganisationDetails details)
    {
        Check(details);
        var id = await session.InsertAsync(Insert, new
        {
            unitId = unit.Id,
            code = details.Code,
            kind = details.Kind.Code(),
            name = details.Name,
            nameEn = English(details),
            validFrom = details.ValidFrom,
            validTo = details.ValidTo,
            sortKey = TextFold.SortKey(details.Name),
            searchText = Search(details),
        });
        await audit.RecordAsync(session, actor, Entry("organisation.added", id, unit.Id) with { After = details });
        return id;
    }

    /// <summary>Corrects kind and names. Code and first day stay.</summary>
    public Task CorrectAsync(Actor actor, Organisation organisation, OrganisationKind kind, string name, string? nameEn)
    {
        var details = new OrganisationDetails(organisation.Code, kind, name.Trim(), nameEn, organisation.ValidFrom, organisation.ValidTo);
        Check(details);
        return database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Update, new
            {
                id = organisation.Id,
                kind = kind.Code(),
                name = details.Name,
                nameEn = English(details),
                sortKey = TextFold.SortKey(details.Name),
                searchText = Search(details),
            });
            await audit.RecordAsync(session, actor, Entry("organisation.corrected", organisation.Id, organisation.UnitId) with
            {
                Before = new { organisation.Kind, organisation.Name, organisation.NameEn },
                After = new { kind, details.Name, NameEn = English(details) },
            });
        });
    }

    /// <summary>Ends an organisation and names those that took over its work.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="organisation">The one that ends.</param>
    /// <param name="on">First day on which it no longer exists.</param>
    /// <param name="successors">None, one or several.</param>
    /// <param name="note">The decision behind it, or null.</param>
    /// <exception cref="UnitRuleException">The day lies outside its validity, or it would succeed itself.</exception>
    public Task CloseAsync(Actor actor, Organisation organisation, DateOnly on, IReadOnlyCollection<Organisation> successors, string? note)
    {
        SuccessionNote.Check(note);
        if (successors.Any(successor => successor.Id == organisation.Id || !successor.ExistsOn(on)))
        {
            throw new UnitRuleException(
                "Successors",
                "Tổ chức kế thừa phải là tổ chức khác và đang hoạt động vào ngày đó.",
                "A successor must be another organisation that exists on that day.");
        }

        return database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(End, new { id = organisation.Id, on }) == 0)
            {
                throw new UnitRuleException(
                    "On",
                    "Ngày kết thúc phải sau ngày bắt đầu và trước ngày kết thúc đã ghi.",
                    "The end must come after the first day and before an end that was recorded earlier.");
            }

            foreach (var successor in successors.DistinctBy(successor => successor.Id))
            {
                await session.ExecuteAsync(InsertSuccession, new { old = organisation.Id, successor = successor.Id, on, note });
            }

            await audit.RecordAsync(session, actor, Entry("organisation.closed", organisation.Id, organisation.UnitId) with
            {
                Before = new { organisation.ValidTo },
                After = new { validTo = on, successors = successors.Select(successor => successor.Code) },
                Reason = note,
            });
        });
    }

    private static AuditEntry Entry(string action, long id, long unitId) =>
        new(action, "organisation", id.ToString(System.Globalization.CultureInfo.InvariantCulture)) { UnitId = unitId };

    private static string English(OrganisationDetails details) => string.IsNullOrWhiteSpace(details.NameEn) ? details.Name : details.NameEn.Trim();

    private static string Search(OrganisationDetails details) => UnitText.Search("", details.Name, English(details), details.Code);

    private static void Check(OrganisationDetails details)
    {
        if (!CodeForm().IsMatch(details.Code))
        {
            throw new UnitRuleException(
                "Code",
                "Mã gồm 2 đến 60 chữ thường không dấu, chữ số và gạch nối, ví dụ 70-so-ldtbxh.",
                "A code is 2 to 60 lower-case letters, digits and dashes, such as 70-so-ldtbxh.");
        }

        if (string.IsNullOrWhiteSpace(details.Name) || details.Name.Length > 300 || details.NameEn?.Length > 300)
        {
            throw new UnitRuleException("Name", "Ghi tên tổ chức, tối đa 300 ký tự.", "Give the organisation's name, at most 300 characters.");
        }

        if (details.ValidTo <= details.ValidFrom)
        {
            throw new UnitRuleException("ValidTo", "Ngày kết thúc phải sau ngày bắt đầu.", "The end must come after the first day.");
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,59}$")]
    private static partial Regex CodeForm();
}
