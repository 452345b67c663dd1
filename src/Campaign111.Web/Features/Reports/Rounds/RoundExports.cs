using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using Campaign111.Platform.Office.Docx;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Makes the files of a round; each leaves an audit event.</summary>
public sealed class RoundExports(Database database, UnitDirectory units, AuditLog audit)
{
    /// <summary>One report as .docx.</summary>
    public async Task<byte[]> ReportAsync(ReportInHand hand, ReportForm form, Campaign campaign, ReportVersion version, Actor actor)
    {
        var unit = await units.FindAsync(hand.Sheet.UnitId) ?? throw new InvalidOperationException($"No unit {hand.Sheet.UnitId}.");
        var file = OfficialLetterWriter.Write(ReportDocument.Of(hand, form, campaign, unit.Name, version));
        await RecordAsync(actor, "report", hand.Sheet.Id, hand.Sheet.UnitId, new { file = "docx", version = version.Number });
        return file;
    }

    /// <summary>The summary of a round as .docx.</summary>
    public async Task<byte[]> SummaryAsync(RoundSummary summary, Actor actor)
    {
        var file = OfficialLetterWriter.Write(SummaryDocument.Of(summary));
        await RecordAsync(actor, "report-round", summary.Round.Id, summary.Unit.Id, new { file = "docx", summary.Sum.In, summary.Sum.Of });
        return file;
    }

    /// <summary>The round as .xlsx: a temporary file at its start, which vanishes when closed.</summary>
    public async Task<Stream> SheetAsync(RoundSummary summary, IReadOnlyList<RolledReport> reports, Actor actor)
    {
        var file = OfficeTempFile.Create();
        try
        {
            XlsxOutput.Write(file, RoundSheet.Of(summary, reports));
            await RecordAsync(actor, "report-round", summary.Round.Id, summary.Unit.Id, new { file = "xlsx", lines = summary.Sheets.Count });
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private Task RecordAsync(Actor actor, string subject, long id, long unit, object after) => database.WriteAsync(session =>
        audit.RecordAsync(session, actor, new AuditEntry("report.exported", subject, id.ToString(CultureInfo.InvariantCulture)) { UnitId = unit, After = after }));
}
