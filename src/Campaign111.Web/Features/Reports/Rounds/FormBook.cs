using System.Data.Common;
using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Keeps forms. A version that is ready never changes: to change it, the next version is drafted.</summary>
public sealed class FormBook(Database database, AuditLog audit, TimeProvider time)
{
    private const int Most = 200;

    private const string Columns = "f.id, f.unit_id, f.unit_path, f.code, f.version, f.title, f.title_en, f.state, f.made_at, f.made_by_name, f.ready_at";

    private const string ById = $"SELECT {Columns} FROM report_form f WHERE f.id = @id";

    private const string FieldsOf = """
        SELECT form_id, number, code, kind, label, label_en, unit_word, required, summed, source, detail FROM report_field WHERE form_id = @id ORDER BY number
        """;

    // Forms of a unit and of those above it.
    private const string UsableAt = $"SELECT {Columns} FROM report_form f WHERE f.unit_path IN @paths AND f.state <> 'retired' ORDER BY f.title, f.version DESC";

    private const string NewestOf = $"SELECT {Columns} FROM report_form f WHERE f.unit_id = @unit AND f.code = @code ORDER BY f.version DESC";

    private const string SameDraft = "SELECT MAX(id) FROM report_form WHERE unit_id = @unit AND title = @title AND made_by_name = @by AND version = 1 AND state = 'draft'";

    private const string Insert = """
        INSERT INTO report_form (unit_id, unit_path, code, version, title, title_en, state, made_at, made_by_name, ready_at)
        VALUES (@unit, @path, @code, @version, @title, @titleEn, @state, @at, @by, @readyAt)
        """;

    private const string Retitle = "UPDATE report_form SET title = @title, title_en = @titleEn, made_by_name = @by WHERE id = @id AND state = 'draft'";

    private const string DropFields = "DELETE FROM report_field WHERE form_id = @id";

    private const string Ready = "UPDATE report_form SET state = 'ready', ready_at = @at WHERE id = @id AND state = 'draft'";

    private const string RetireEarlier = "UPDATE report_form SET state = 'retired' WHERE unit_id = @unit AND code = @code AND version < @version AND state = 'ready'";

    private static readonly string[] FieldColumns = ["form_id", "number", "code", "kind", "label", "label_en", "unit_word", "required", "summed", "source", "detail"];

    /// <summary>A form with its fields; null when there is none.</summary>
    public Task<ReportForm?> FindAsync(long id) => database.ReadAsync(session => FindAsync(session, id));

    /// <summary>The same inside a transaction.</summary>
    public static async Task<ReportForm?> FindAsync(DbSession session, long id)
    {
        var form = await session.FirstAsync<ReportForm>(ById, new { id });
        if (form is not null)
        {
            form.Fields = await session.QueryAsync<ReportField>(FieldsOf, new { id });
        }

        return form;
    }

    /// <summary>Forms of a unit and of the units above it, drafts too, newest version first; without fields.</summary>
    public Task<IReadOnlyList<ReportForm>> UsableAtAsync(string unitPath) =>
        database.ReadAsync(session => session.PageAsync<ReportForm>(UsableAt, new { paths = UnitPath.Down(unitPath) }, 0, Most));

    /// <summary>The newest ready version of a ready-made form for a unit; made when the unit has none yet.</summary>
    public Task<long> FromTemplateAsync(Unit unit, ReadyForm template, Actor actor) => database.WriteAsync(async session =>
    {
        var known = (await session.QueryAsync<ReportForm>(NewestOf, new { unit = unit.Id, code = template.Code })).FirstOrDefault(form => form.State == "ready");
        return known?.Id ?? await InsertAsync(session, unit.Id, unit.Path, template.Code, 1, template.Title, template.TitleEn, template.Fields, actor, ready: true);
    });

    /// <summary>A first draft of a form of one's own; the same title by the same person, sent again, is the draft that is there.</summary>
    public Task<long> NewAsync(Unit unit, string title, Actor actor) => database.WriteAsync(async session =>
        await session.ScalarAsync<long?>(SameDraft, new { unit = unit.Id, title = title.Trim(), by = actor.Name }) ?? await InsertAsync(
            session, unit.Id, unit.Path, $"mau-{Guid.CreateVersion7(time.GetUtcNow()):n}"[..24], 1, title.Trim(), "",
            [new ReportField { Number = 1, Code = "f1", Kind = FieldKinds.Text, Label = "Kết quả thực hiện", LabelEn = "Results" }], actor, ready: false));

    /// <summary>The next version of a form as a draft, with the same fields; an open draft of it is given back.</summary>
    public Task<long> NextVersionAsync(ReportForm form, Actor actor) => database.WriteAsync(async session =>
    {
        var newest = await session.FirstAsync<ReportForm>(NewestOf, new { unit = form.UnitId, code = form.Code }) ?? form;
        return newest.IsDraft
            ? newest.Id
            : await InsertAsync(session, form.UnitId, form.UnitPath, form.Code, newest.Version + 1, form.Title, form.TitleEn, form.Fields, actor, ready: false);
    });

    /// <summary>Writes a draft anew.</summary>
    /// <exception cref="ReportRefusedException">The rules refuse it, or it is ready already.</exception>
    public async Task SaveAsync(ReportForm form, string title, string titleEn, IReadOnlyList<ReportField> fields, Actor actor)
    {
        Demand(title, fields);
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Retitle, new { id = form.Id, title = title.Trim(), titleEn = titleEn.Trim(), by = actor.Name }) == 0)
            {
                throw new ReportRefusedException("Biểu mẫu này đã ban hành nên không sửa được: tạo phiên bản mới.", "This form is ready and cannot change: make a new version.") { Raced = true };
            }

            await session.ExecuteAsync(DropFields, new { id = form.Id });
            await session.InsertManyAsync("report_field", FieldColumns, [.. fields.Select(field => Values(form.Id, field))]);
            await audit.RecordAsync(session, actor, Entry("report.form-saved", form.Id, form.UnitId, new { form.Code, form.Version, title, fields = fields.Count }));
        });
    }

    /// <summary>Makes a draft ready: from now on it never changes, and new rounds take it instead of the version before.</summary>
    public async Task MakeReadyAsync(ReportForm form, Actor actor)
    {
        Demand(form.Title, form.Fields);
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Ready, new { id = form.Id, at = time.GetUtcNow() }) == 0)
            {
                throw new ReportRefusedException("Biểu mẫu này đã ban hành.", "This form is ready already.") { Raced = true };
            }

            await session.ExecuteAsync(RetireEarlier, new { unit = form.UnitId, code = form.Code, version = form.Version });
            await audit.RecordAsync(session, actor, Entry("report.form-ready", form.Id, form.UnitId, new { form.Code, form.Version, form.Title }));
        });
    }

    private static void Demand(string title, IReadOnlyList<ReportField> fields)
    {
        if (FormRules.Problem(title, fields) is { } problem)
        {
            throw new ReportRefusedException(problem, problem);
        }
    }

    private async Task<long> InsertAsync(
        DbSession session, long unit, string path, string code, int version, string title, string titleEn, IReadOnlyList<ReportField> fields, Actor actor, bool ready)
    {
        Demand(title, fields);
        try
        {
            var at = time.GetUtcNow();
            var id = await session.InsertAsync(Insert, new { unit, path, code, version, title, titleEn, state = ready ? "ready" : "draft", at, by = actor.Name, readyAt = ready ? at : (DateTimeOffset?)null });
            await session.InsertManyAsync("report_field", FieldColumns, [.. fields.Select(field => Values(id, field))]);
            await audit.RecordAsync(session, actor, Entry("report.form-saved", id, unit, new { code, version, title, fields = fields.Count }));
            return id;
        }
        catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
        {
            throw new ReportRefusedException("Có người vừa tạo cùng biểu mẫu này: tải lại trang.", "Somebody has just made the same form: reload the page.") { Raced = true };
        }
    }

    private static object?[] Values(long form, ReportField field) =>
        [form, field.Number, field.Code, field.Kind, field.Label, field.LabelEn, field.UnitWord, field.Required ? 1 : 0, field.Summed ? 1 : 0, field.Source, field.Detail];

    private static AuditEntry Entry(string action, long id, long unit, object after) =>
        new(action, "report-form", id.ToString(CultureInfo.InvariantCulture)) { UnitId = unit, After = after };
}
