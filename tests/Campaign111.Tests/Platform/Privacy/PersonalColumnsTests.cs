using Campaign111.Platform.Privacy;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Platform.Privacy;

/// <summary>No text column of the schema is forgotten: each says whether it may hold a person's data and what erasure does to it.</summary>
public sealed class PersonalColumnsTests
{
    [Fact]
    public async Task Every_text_column_stands_in_exactly_one_group()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");

        (await ProblemsAsync(database)).ShouldBeEmpty("add the column to its feature's XPersonalData.cs: to Names, Called, Emptied, Blanked or Words where it may hold a person's data, else to Harmless");
    }

    [Fact]
    public async Task A_new_column_that_nobody_thought_of_is_named()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await database.Database.WriteAsync(session => session.ExecuteAsync("ALTER TABLE household ADD nickname NVARCHAR(50) NULL"));
        await database.Database.WriteAsync(session => session.ExecuteAsync("CREATE TABLE visitor (id INTEGER PRIMARY KEY, passport TEXT)"));

        (await ProblemsAsync(database)).ShouldBe(["household.nickname is in no list", "visitor.passport is in no list"], ignoreOrder: true);
    }

    [Fact]
    public void What_erasure_changes_by_account_has_one()
    {
        PlantedPerson.Tables.Where(table => table.Account is null && (table.Removed || table.Called.Count + table.Emptied.Count + table.Blanked.Count > 0)).Select(table => table.Name).ShouldBeEmpty();
        PlantedPerson.Tables.Where(table => table.Kept.Count > 0 && string.IsNullOrEmpty(table.KeptFor.Vi)).Select(table => table.Name).ShouldBeEmpty("what is kept says why");
    }

    [Theory]
    [InlineData("Gặp chị Nguyễn Thị Thử Nghiệm hôm qua", "Gặp chị […] hôm qua")]
    [InlineData("NGUYỄN THỊ THỬ NGHIỆM.", "[…].")]
    [InlineData("xa.25318: đã nhận", "[…]: đã nhận")]
    [InlineData("Hỏi xa.25318.", "Hỏi […].")]
    [InlineData("xa.25318-2 và taxa.25318 và xa.25318.vn", "xa.25318-2 và taxa.25318 và xa.25318.vn")]
    [InlineData("<thu.nghiem@co-quan.example> user unknown", "<[…]> user unknown")]
    [InlineData("khac.thu.nghiem@co-quan.example", "khac.thu.nghiem@co-quan.example")]
    [InlineData("0912345678, 09123456789", "[…], 09123456789")]
    public void Whole_words_go_and_nothing_else(string text, string left)
    {
        new WordEraser(["xa.25318", PlantedPerson.Name, PlantedPerson.Mailbox, "0912345678"]).Erase(text).ShouldBe(left);
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(TestDatabase database)
    {
        var schema = await PlantedPerson.TextColumnsAsync(database.Options.SqlitePath);
        var listed = PlantedPerson.Tables.SelectMany(table => table.Columns.Select(column => (Table: table.Name, Column: column))).ToList();
        return
        [
            .. schema.Except(listed).Select(one => $"{one.Table}.{one.Column} is in no list"),
            .. listed.Except(schema).Select(one => $"{one.Table}.{one.Column} is no text column of the schema"),
            .. listed.GroupBy(one => one).Where(group => group.Count() > 1).Select(group => $"{group.Key.Table}.{group.Key.Column} stands in more than one group"),
        ];
    }
}
