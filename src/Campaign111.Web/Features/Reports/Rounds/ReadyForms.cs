namespace Campaign111.Features.Reports.Rounds;

/// <summary>A form that comes with the product; a unit gets its own copy when it first uses it, and may change the next version.</summary>
public sealed record ReadyForm(string Code, string Title, string TitleEn, IReadOnlyList<ReportField> Fields);

/// <summary>The forms that come with the product. The periodic report follows the seven groups of work of the dispatch of Sở LĐTBXH Lạng Sơn, 21/3/2019 (its own form is
/// not in the source); the leaflet report follows the five tasks of 2530/UBND-KGVX.</summary>
public static class ReadyForms
{
    public const string PeriodicCode = "bao-cao-tre-em";
    public const string LeafletCode = "chien-dich-to-roi";

    public static IReadOnlyList<ReadyForm> All { get; } = [Periodic(), Leaflets()];

    public static ReadyForm? Find(string code) => All.FirstOrDefault(form => form.Code == code);

    private static ReadyForm Periodic() => new(
        PeriodicCode,
        "Báo cáo định kỳ công tác trẻ em",
        "Periodic report on child-protection work",
        [
            Text(1, "f1", "Văn bản chỉ đạo đã ban hành và công tác tuyên truyền Luật Trẻ em", "Orders issued, and the Children Law made known", required: true),
            Number(2, "f2", "Xã, phường, thị trấn có người làm công tác trẻ em", "Communes with a child-care officer", "xã"),
            Number(3, "f3", "Cộng tác viên bảo vệ trẻ em ở thôn, tổ dân phố", "Collaborators in hamlets", "người"),
            Table(
                4, "f4", "Trẻ em và vụ việc trong kỳ", "Children and cases of the period",
                [new("Chỉ tiêu", "Indicator"), new("Tổng số", "Total", true), new("Trong đó dân tộc thiểu số", "Of ethnic minorities", true)],
                [
                    new("Trẻ em dưới 16 tuổi", "Children under 16"), new("Trẻ em có hoàn cảnh đặc biệt", "Children in special circumstances"), new("Trẻ em hộ nghèo, cận nghèo", "Children of poor households"),
                    new("Trẻ em bị tai nạn đuối nước", "Children who drowned"), new("Vụ việc được xác minh, can thiệp", "Cases verified and acted on"),
                ],
                required: true),
            Number(5, "f5", "Buổi giới thiệu Tổng đài 111", "Sessions that introduced hotline 111", "buổi", required: true),
            Number(6, "f6", "Lượt người được giới thiệu Tổng đài 111", "People to whom hotline 111 was introduced", "người", required: true),
            Choice(7, "f7", "Tổ chức Tháng hành động vì trẻ em", "Action Month for Children", [new("Đã tổ chức", "Held"), new("Đang chuẩn bị", "In preparation"), new("Không tổ chức", "Not held")]),
            Table(
                8, "f8", "Kinh phí, nguồn lực vận động", "Funds and resources raised",
                [new("Nguồn", "Source"), new("Số tiền (triệu đồng)", "Amount (million dong)", true), new("Trẻ em được giúp", "Children helped", true)], []),
            Text(9, "f9", "Khó khăn, vướng mắc", "Difficulties"),
            Text(10, "f10", "Kiến nghị", "Proposals"),
        ]);

    private static ReadyForm Leaflets() => new(
        LeafletCode,
        "Báo cáo phát tờ rơi giới thiệu Tổng đài 111",
        "Report on the leaflets of hotline 111",
        [
            Filled(1, "f1", FigureSources.Target, "hộ"),
            Filled(2, "f2", FigureSources.Reached, "hộ"),
            Filled(3, "f3", FigureSources.Percent, "%"),
            Filled(4, "f4", FigureSources.Leaflets, "tờ"),
            Filled(5, "f5", FigureSources.Received, "tờ"),
            Filled(6, "f6", FigureSources.Checks, "lượt"),
            Filled(7, "f7", FigureSources.Activities, "lượt"),
            Number(8, "f8", "Buổi phát thanh trên loa truyền thanh", "Loudspeaker broadcasts", "buổi", required: true),
            Number(9, "f9", "Người tham gia đi phát", "People who went from door to door", "người"),
            Table(
                10, "f10", "Sự kiện có giới thiệu Tổng đài 111", "Events at which hotline 111 was introduced",
                [new("Loại sự kiện", "Kind of event"), new("Số buổi", "Times", true), new("Lượt người", "People", true)], []),
            Choice(11, "f11", "Tờ rơi có đủ không", "Were there enough leaflets", [new("Đủ", "Enough"), new("Thiếu", "Too few"), new("Thừa", "Too many")], required: true),
            Text(12, "f12", "Khó khăn và cách giải quyết", "Difficulties and what was done"),
        ]);

    private static ReportField Text(int number, string code, string vi, string en, bool required = false) =>
        new() { Number = number, Code = code, Kind = FieldKinds.Text, Label = vi, LabelEn = en, Required = required, Summed = false };

    private static ReportField Number(int number, string code, string vi, string en, string unit, bool required = false) =>
        new() { Number = number, Code = code, Kind = FieldKinds.Number, Label = vi, LabelEn = en, UnitWord = unit, Required = required };

    private static ReportField Choice(int number, string code, string vi, string en, IReadOnlyList<FieldPart> choices, bool required = false) =>
        new() { Number = number, Code = code, Kind = FieldKinds.Choice, Label = vi, LabelEn = en, Required = required, Summed = false, Detail = ReportField.DetailOf(choices) };

    private static ReportField Table(int number, string code, string vi, string en, IReadOnlyList<FieldPart> columns, IReadOnlyList<FieldPart> rows, bool required = false) =>
        new() { Number = number, Code = code, Kind = FieldKinds.Table, Label = vi, LabelEn = en, Required = required, Detail = ReportField.DetailOf(columns, rows) };

    private static ReportField Filled(int number, string code, string source, string unit)
    {
        var known = FigureSources.Find(source)!;
        return new() { Number = number, Code = code, Kind = FieldKinds.Number, Label = known.Vi, LabelEn = known.En, UnitWord = unit, Source = source, Summed = known.Adds };
    }
}
