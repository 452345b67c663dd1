using Campaign111.Features.Reports.Rounds;

namespace Campaign111.Tests.Features.Reports.Rounds;

/// <summary>On random reports: adding up in two steps (communes by district, districts by province) gives what adding up all of them gives, and both give a plain recount.</summary>
public class RollUpPropertyTests
{
    private static readonly ReportForm Form = new()
    {
        Title = "Mẫu",
        Fields =
        [
            new ReportField { Number = 1, Code = "n", Kind = FieldKinds.Number, Label = "Số" },
            new ReportField { Number = 2, Code = "p", Kind = FieldKinds.Number, Label = "Tỷ lệ", Summed = false },
            new ReportField { Number = 3, Code = "t", Kind = FieldKinds.Table, Label = "Cố định", Detail = ReportField.DetailOf([new("Tên"), new("A", "", true), new("B", "", true)], [new("một"), new("hai")]) },
            new ReportField { Number = 4, Code = "u", Kind = FieldKinds.Table, Label = "Tự do", Detail = ReportField.DetailOf([new("Nguồn"), new("Số", "", true)]) },
        ],
    };

    [Fact]
    public void Sums_of_sums_are_the_sum_and_equal_a_recount()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var districts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Enumerable.Range(0, random.Next(1, 7)).Select(id => Report(random, id)).ToList()).ToList();
            var all = districts.SelectMany(reports => reports).ToList();

            var whole = RollUp.Sum(Form, all.Count, all);
            var stepwise = RollUp.Sum(Form, districts.Count, [.. districts.Select((reports, id) => Carried(RollUp.Sum(Form, reports.Count, reports), id))]);

            Text(stepwise).ShouldBe(Text(whole), $"seed {seed}");
            whole.Fields[0].Total.ShouldBe(all.Select(report => report.Answers["n"].Number).Any(number => number is not null) ? all.Sum(report => report.Answers["n"].Number ?? 0) : null);
            whole.Fields[1].Total.ShouldBeNull("a share does not add up");
            foreach (var source in new[] { "quỹ", "dân", "khác" })
            {
                var expected = all.SelectMany(report => report.Answers["u"].Rows!).Where(row => row[0].Equals(source, StringComparison.OrdinalIgnoreCase)).Sum(row => ReportAnswer.NumberIn(row[1]) ?? 0);
                var row = whole.Fields[3].Rows.SingleOrDefault(row => row[0].Equals(source, StringComparison.OrdinalIgnoreCase));
                (row is null ? 0 : ReportAnswer.NumberIn(row[1]) ?? 0).ShouldBe(expected, $"seed {seed} {source}");
            }
        }
    }

    private static RolledReport Report(Random random, int id)
    {
        string Amount() => random.Next(4) == 0 ? "" : ReportAnswer.CellOf(random.Next(0, 100_000) / 4m);
        var sources = new[] { "quỹ", "Quỹ", "dân", "khác" };
        return new RolledReport(
            new ReportSheet { Id = id, Name = $"Xã {id}", State = SheetStates.Submitted },
            new ReportVersion { Number = 1 },
            new Dictionary<string, ReportAnswer>
            {
                ["n"] = new() { Number = random.Next(5) == 0 ? null : random.Next(0, 1000) / 2m },
                ["p"] = new() { Number = random.Next(0, 100) },
                ["t"] = new() { Rows = [["một", Amount(), Amount()], ["hai", Amount(), Amount()]] },
                ["u"] = new() { Rows = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => (IReadOnlyList<string>)[sources[random.Next(4)], Amount()])] },
            },
            []);
    }

    // What a superior submits when it takes the sums over.
    private static RolledReport Carried(RollUp sum, int id) => new(
        new ReportSheet { Id = id, Name = $"Huyện {id}", State = SheetStates.Submitted },
        new ReportVersion { Number = 1 },
        sum.Fields.ToDictionary(field => field.Field.Code, field => field.AsAnswer() ?? new ReportAnswer { Rows = field.Field.Kind == FieldKinds.Table ? [] : null }),
        []);

    private static string Text(RollUp sum) => string.Join('\n', sum.Fields.Select(field =>
        $"{field.Field.Code} {field.Total?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)} {string.Join(';', field.Rows.Select(row => $"{row[0].ToUpperInvariant()}={string.Join(',', row.Skip(1))}").Order(StringComparer.Ordinal))}"));
}
