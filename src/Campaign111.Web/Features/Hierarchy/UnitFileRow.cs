using Campaign111.Platform.Office;

namespace Campaign111.Features.Hierarchy;

/// <summary>One row of a file of units, its cells checked by themselves; what it means for the tree is the plan's matter.</summary>
internal sealed class UnitFileRow
{
    private static readonly Dictionary<string, UnitLevel> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["province"] = UnitLevel.Province, ["tỉnh"] = UnitLevel.Province,
        ["district"] = UnitLevel.District, ["huyện"] = UnitLevel.District,
        ["commune"] = UnitLevel.Commune, ["xã"] = UnitLevel.Commune,
    };

    private UnitFileRow(TableRow source) => Source = source;

    public static TableSchema Schema { get; } = new(
        new TableColumn("code", "mã", "mã đơn vị") { Required = true, MaxLength = 5 },
        new TableColumn("parent_code", "mã cấp trên") { MaxLength = 5 },
        new TableColumn("level", "cấp") { Required = true, MaxLength = 20 },
        new TableColumn("type", "loại", "unit_type") { Required = true, MaxLength = 40 },
        new TableColumn("name", "tên") { Required = true, MaxLength = 200 },
        new TableColumn("name_en", "tên tiếng Anh", "tên không dấu") { MaxLength = 200 },
        new TableColumn("valid_from", "từ ngày"),
        new TableColumn("valid_to", "đến ngày", "giải thể từ ngày"));

    public TableRow Source { get; }

    public string Code => Source["code"];

    /// <summary>"" for a province: its parent is the nation.</summary>
    public string ParentCode { get; private init; } = "";

    public UnitLevel Level { get; private init; }

    public string UnitType => Source["type"];

    public string Name => Source["name"];

    public string NameEn => Source["name_en"] is { Length: > 0 } given ? given : UnitText.Plain(Name);

    public DateOnly? ValidFrom { get; private init; }

    /// <summary>First day on which it no longer exists.</summary>
    public DateOnly? ValidTo { get; private init; }

    public bool IsGood => Source.Errors.Count == 0;

    public static UnitFileRow Read(TableRow row)
    {
        var level = LevelOf(row);
        var parent = row["parent_code"] is "VN" ? "" : row["parent_code"];
        var read = new UnitFileRow(row) { Level = level ?? default, ParentCode = parent, ValidFrom = row.Day("valid_from"), ValidTo = row.Day("valid_to") };
        if (level is not null)
        {
            read.CheckCodes();
        }

        if (read.ValidTo <= read.ValidFrom)
        {
            row.Fail("valid_to", "Ngày giải thể phải sau ngày bắt đầu.", "The day of dissolution must come after the first day.");
        }

        return read;
    }

    private static UnitLevel? LevelOf(TableRow row)
    {
        if (Levels.TryGetValue(row["level"], out var level))
        {
            return level;
        }

        if (row["level"].Length > 0)
        {
            row.Fail(
                "level",
                $"Cấp '{row["level"]}' không hợp lệ. Ghi province, district hoặc commune; thôn nhập ở trang của xã.",
                $"'{row["level"]}' is no level. Write province, district or commune; hamlets are imported on the page of their commune.");
        }

        return null;
    }

    private void CheckCodes()
    {
        var length = CodeLength(Level);
        if (Code.Length > 0 && (Code.Length != length || !Code.All(char.IsAsciiDigit)))
        {
            Source.Fail(
                "code",
                $"Mã '{Code}' phải có đúng {length} chữ số. Nếu Excel đã bỏ số 0 ở đầu, định dạng cột là Văn bản rồi gõ lại.",
                $"The code '{Code}' must have exactly {length} digits. If Excel dropped the zero in front, format the column as Text and type it again.");
        }

        if (Level == UnitLevel.Province && ParentCode.Length > 0)
        {
            Source.Fail("parent_code", "Tỉnh không có mã cấp trên. Để trống.", "A province has no parent code. Leave it blank.");
        }
        else if (Level != UnitLevel.Province && ParentCode.Length == 0)
        {
            Source.Fail("parent_code", "Thiếu mã cấp trên (tỉnh hoặc huyện).", "The code of the parent (province or district) is missing.");
        }
    }

    private static int CodeLength(UnitLevel level) => level switch { UnitLevel.Province => 2, UnitLevel.District => 3, _ => 5 };
}
