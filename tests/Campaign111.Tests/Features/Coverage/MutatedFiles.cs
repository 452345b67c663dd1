using System.Text;
using Campaign111.Tests.Platform.Office;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>Household files with one kind of damage each, the same ones for the same seed.</summary>
internal sealed class MutatedFiles
{
    public const string Hamlet = "thon-6";

    private static readonly string[] Formulas = ["=HYPERLINK(\"http://x.example\")", "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "44104", "44104.5", "1/0"];

    private readonly byte[] bomb = new XlsxBuilder().Sheet("<sheetData>" + new string(' ', 24 << 20) + "</sheetData>").Build();

    public byte[] Make(Random random, int number) => (number % 10) switch
    {
        0 => Truncated(random, Csv(random, number)),
        1 => Truncated(random, Xlsx(random, number)),
        2 => Encoded(random, Csv(random, number)),
        3 => Xlsx(random, number, merges: $"<mergeCells><mergeCell ref=\"A{random.Next(1, 4)}:{(char)('A' + random.Next(3))}{random.Next(4, 9)}\"/></mergeCells>"),
        4 => Csv(random, number, formulas: true),
        5 => Xlsx(random, number, numbers: true),
        6 => Flipped(random, Csv(random, number)),
        7 => random.Next(4) == 0 ? Truncated(random, bomb, 0.9) : bomb,
        8 => random.Next(2) == 0 ? Spoiled(random, number) : random.Next(3) == 0 ? Encoding.UTF8.GetBytes($"thôn;mã hộ{new string(';', 1_000_000)}\nthon-6;M1\n") : Csv(random, number),
        _ => Flipped(random, Xlsx(random, number)),
    };

    private static byte[] Csv(Random random, int number, bool formulas = false) => Encoding.UTF8.GetBytes("thôn;mã hộ;địa chỉ\n" + string.Concat(Enumerable.Range(1, 12).Select(i =>
        $"{Hamlet};M{number}-{i};{(formulas && random.Next(4) == 0 ? Formulas[random.Next(Formulas.Length)] : $"Tổ {i}")}\n")));

    private static byte[] Xlsx(Random random, int number, string merges = "", bool numbers = false)
    {
        string Cell(int row) => numbers && random.Next(3) == 0 ? $"<c r=\"C{row}\" s=\"1\"><v>{44000 + random.Next(500)}.5</v></c>" : XlsxBuilder.Text($"C{row}", $"Tổ {row}");
        var rows = string.Concat(Enumerable.Range(2, 10).Select(row => $"<row r=\"{row}\">{XlsxBuilder.Text($"A{row}", Hamlet)}{XlsxBuilder.Text($"B{row}", $"X{number}-{row}")}{Cell(row)}</row>"));
        var head = $"<row r=\"1\">{XlsxBuilder.Text("A1", "Thôn")}{XlsxBuilder.Text("B1", "Mã hộ")}{XlsxBuilder.Text("C1", "Địa chỉ")}</row>";
        return new XlsxBuilder { Styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>" }.Sheet($"<sheetData>{head}{rows}</sheetData>{merges}").Build();
    }

    // What people do to a table by hand: a hamlet that is none, a code gone, twice or with a blank in it, a telephone, a cell too many.
    private static byte[] Spoiled(Random random, int number)
    {
        var rows = Enumerable.Range(1, 12).Select(i => $"{Hamlet};S{number}-{i};Tổ {i}").ToList();
        rows[random.Next(rows.Count)] = random.Next(6) switch
        {
            0 => $"thon-99;S{number};Tổ 1",
            1 => $"{Hamlet};;Tổ 1",
            2 => $"{Hamlet};S{number}-5;Tổ 5\n{Hamlet};S{number}-5;Tổ 5",
            3 => $"{Hamlet};S {number};Tổ 1",
            4 => $"{Hamlet};S{number};gọi 0912 345 678",
            _ => $"{Hamlet};S{number};Tổ 1;thừa",
        };
        return Encoding.UTF8.GetBytes("thôn;mã hộ;địa chỉ\n" + string.Join('\n', rows));
    }

    private static byte[] Truncated(Random random, byte[] file, double least = 0) => file[..(int)(file.Length * (least + (random.NextDouble() * (1 - least))))];

    private static byte[] Encoded(Random random, byte[] file)
    {
        var text = Encoding.UTF8.GetString(file);
        return random.Next(4) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            2 => Encoding.Latin1.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(file)),
        };
    }

    private static byte[] Flipped(Random random, byte[] file)
    {
        var copy = file.ToArray();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            copy[random.Next(copy.Length)] = (byte)random.Next(256);
        }

        return copy;
    }
}
