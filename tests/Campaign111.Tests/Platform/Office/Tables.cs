using System.Text;
using Campaign111.Platform.Office;

namespace Campaign111.Tests.Platform.Office;

/// <summary>What the tests of this folder share: a schema like that of a unit import, and short ways to read.</summary>
internal static class Tables
{
    public static readonly TableSchema Units = new(
        new TableColumn("code", "mã", "mã đơn vị") { Required = true, MaxLength = 10 },
        new TableColumn("name", "tên", "tên đơn vị") { Required = true, MaxLength = 40 },
        new TableColumn("households", "số hộ", "hộ"),
        new TableColumn("day", "ngày"));

    public static List<TableRow> Read(byte[] content, string name = "tệp.xlsx", TableLimits? limits = null, TableSchema? schema = null)
    {
        using var stream = new MemoryStream(content);
        using var table = TableFile.Open(stream, name, limits);
        return [.. table.Read(schema ?? Units)];
    }

    public static List<TableRow> ReadCsv(string text, TableLimits? limits = null, Encoding? encoding = null) =>
        Read([.. (encoding ?? Encoding.UTF8).GetPreamble(), .. (encoding ?? Encoding.UTF8).GetBytes(text)], "tệp.csv", limits);

    public static string Refusal(byte[] content, TableLimits? limits = null)
    {
        try
        {
            Read(content, "tệp lạ.csv", limits);
        }
        catch (TableFileException e)
        {
            e.Text.Vi.ShouldNotBeEmptyText();
            e.Text.En.ShouldNotBeEmptyText();
            return e.Text.En;
        }

        throw new Xunit.Sdk.XunitException("The file was read, though it must be refused.");
    }

    public static string CsvRefusal(string text, TableLimits? limits = null) => Refusal(Encoding.UTF8.GetBytes(text), limits);

    private static void ShouldNotBeEmptyText(this string text) => Shouldly.ShouldBeStringTestExtensions.ShouldNotBeNullOrWhiteSpace(text);
}
