namespace Campaign111.Features.Reports.Rounds;

/// <summary>Addresses of rounds and reports.</summary>
public static class ReportLinks
{
    /// <summary>What somebody's offices owe; also the reach of the worker that keeps drafts on the phone.</summary>
    public const string Mine = "/reports";

    public static string Rounds(string slug) => $"/campaigns/{slug}/reports";

    public static string New(string slug) => $"/campaigns/{slug}/reports/new";

    public static string Round(string slug, long id) => $"/campaigns/{slug}/reports/{id}";

    public static string Close(string slug, long id) => $"{Round(slug, id)}/close";

    public static string Summary(string slug, long id) => $"{Round(slug, id)}/summary";

    public static string SummaryDocx(string slug, long id) => $"{Summary(slug, id)}.docx";

    public static string RoundXlsx(string slug, long id) => $"{Round(slug, id)}/reports.xlsx";

    public static string Forms(string slug) => $"/campaigns/{slug}/reports/forms";

    public static string Form(string slug, long id) => $"{Forms(slug)}/{id}";

    public static string Sheet(long id) => $"/reports/sheets/{id}";

    public static string Edit(long id) => $"{Sheet(id)}/edit";

    public static string Draft(long id) => $"{Sheet(id)}/draft";

    public static string Submit(long id) => $"{Sheet(id)}/submit";

    public static string Adopt(long id) => $"{Sheet(id)}/adopt";

    public static string Return(long id) => $"{Sheet(id)}/return";

    public static string Accept(long id) => $"{Sheet(id)}/accept";

    public static string Docx(long id) => $"{Sheet(id)}/report.docx";
}
