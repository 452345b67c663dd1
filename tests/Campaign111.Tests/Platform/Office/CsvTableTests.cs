using System.Text;
using Campaign111.Platform.Office;

namespace Campaign111.Tests.Platform.Office;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Separators_are_detected(char separator)
    {
        var rows = Tables.ReadCsv($"Mã{separator}Tên{separator}Số hộ\n25318{separator}\"Tân Thành, (cũ); x\"{separator}2731\n25319{separator}Hưng Phước{separator}1.234\n");

        rows.Select(row => row["code"]).ShouldBe(["25318", "25319"]);
        rows[0]["name"].ShouldBe("Tân Thành, (cũ); x");
        rows.Select(row => row.Whole("households")).ShouldBe([2731L, 1234L]);
    }

    [Fact]
    public void A_semicolon_file_whose_names_hold_commas_is_not_split_at_the_commas()
    {
        var rows = Tables.ReadCsv("Mã;Tên\n1;a, b, c\n2;d, e, f\n3;g, h, i\n");

        rows[0]["name"].ShouldBe("a, b, c");
    }

    [Fact]
    public void The_separator_line_of_excel_decides_and_is_no_row()
    {
        var rows = Tables.ReadCsv("sep=;\nMã;Tên\n1;a,b\n");

        rows.Single()["name"].ShouldBe("a,b");
        rows.Single().Line.ShouldBe(3);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Encodings_with_a_mark_are_read(string name) =>
        Tables.ReadCsv("Mã,Tên\n00123,Đắk R'lấp\n", encoding: Encoding.GetEncoding(name)).Single()["name"].ShouldBe("Đắk R'lấp");

    [Fact]
    public void Utf8_without_a_mark_and_decomposed_letters_are_read()
    {
        var text = "Mã,Tên\n1,Bình Phước\n".Normalize(NormalizationForm.FormD);

        Tables.Read(Encoding.UTF8.GetBytes(text)).Single()["name"].ShouldBe("Bình Phước");
    }

    [Fact]
    public void Another_encoding_is_refused_with_its_line()
    {
        // "Bình" in Windows-1258: B, i, combining grave (0xCC), n, h.
        byte[] content = [.. "Ma,Ten\n1,An\n2,"u8, 0x42, 0x69, 0xCC, 0x6E, 0x68, 0x0A];

        Tables.Refusal(content).ShouldContain("line 3: not UTF-8 (perhaps Windows-1258");
        Tables.Refusal([.. Encoding.Unicode.GetBytes("Ma,Ten\n1,An\n")]).ShouldContain("NUL");
    }

    [Fact]
    public void Line_numbers_are_those_of_an_editor_through_blank_lines_and_quoted_breaks()
    {
        var rows = Tables.ReadCsv("Mã,Tên\r\n\r\n1,\"hai\r\ndòng\"\r\n,,\r\n2,b\r\n");

        rows.Select(row => row.Line).ShouldBe([3, 6]);
        rows[0]["name"].ShouldBe("hai\r\ndòng");
    }

    [Theory]
    [InlineData("MÃ ĐƠN VỊ (*),ten_don_vi\n1,a\n")]
    [InlineData("Ma Don Vi,Tên đơn vị:\n1,a\n")]
    [InlineData("DANH SÁCH XÃ,\nTỉnh Bình Phước,\nSTT,Mã,Tên\n1,1,a\n")]
    public void Headings_match_by_alias_without_case_diacritics_or_titles_above(string text)
    {
        var row = Tables.ReadCsv(text).Single();

        (row["code"], row["name"]).ShouldBe(("1", "a"));
    }

    [Fact]
    public void Row_errors_name_line_heading_and_remedy()
    {
        var rows = Tables.ReadCsv("Mã,Tên,Số hộ,Ngày\n,a,12a,32/1/2020\n12345678901,b,1.5,2020-09-30\n3,BÃ¬nh PhÆ°á»›c,-1,30/9/2020\n");

        rows[0].Whole("households");
        rows[0].Day("day").ShouldBeNull();
        rows[0].Errors.Select(error => (error.Line, error.Column)).ShouldBe([(2, "Mã"), (2, "Số hộ"), (2, "Ngày")]);
        rows[0].Errors[0].Message.Vi.ShouldContain("không được để trống");
        rows[1].Whole("households").ShouldBeNull("1.5 is no whole number");
        rows[1].Day("day").ShouldBe(new DateOnly(2020, 9, 30));
        rows[1].Errors[0].Message.En.ShouldBe("11 characters, at most 10. Shorten it.");
        rows[2].Errors.Single().Message.En.ShouldContain("garbled");
        rows[2].Whole("households", min: 0).ShouldBeNull();
        rows[2].Day("day").ShouldBe(new DateOnly(2020, 9, 30));
    }

    [Fact]
    public void A_shifted_row_is_an_error_of_that_row()
    {
        var rows = Tables.ReadCsv("Mã,Tên\n1,Thôn 1, khu A\n2,b\n");

        rows[0].Errors.Single().Message.En.ShouldContain("3 cells, the headings 2");
        rows[1].Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+84")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    public void Formulas_are_text(string text)
    {
        Tables.ReadCsv($"Mã,Tên\n1,\"{text}\"\n").Single()["name"].ShouldBe(text);
        Tables.ReadCsv($"Mã,Tên\n1,'{text}\n").Single()["name"].ShouldBe(text, "what CsvOutput guarded comes back");
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_too_and_rows_can_be_walked_twice()
    {
        using var pipe = new OneWay(Encoding.UTF8.GetBytes("Mã,Tên\n1,a\n2,b\n"));
        using var table = TableFile.Open(pipe, "a.csv");

        table.Header.ShouldBe(["Mã", "Tên"]);
        table.Read(Tables.Units).Count().ShouldBe(2);
        table.Read(Tables.Units).Count().ShouldBe(2);
    }

    private sealed class OneWay(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
