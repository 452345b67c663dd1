using System.Data.Common;
using System.Globalization;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Platform.Data;

public class DatabaseTests
{
    private const string Insert = "INSERT INTO app_setting (name, [value]) VALUES (@name, @value)";
    private const string Count = "SELECT COUNT(*) FROM app_setting";

    [Theory, OnEachDatabase]
    public async Task A_failing_write_leaves_nothing_and_harms_no_neighbour(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var before = await test.Database.ReadAsync(session => session.ScalarAsync<int>(Count));

        var writes = Enumerable.Range(0, 40).Select(i => test.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { name = $"n{i}", value = "v" });
            if (i % 4 == 0)
            {
                throw new InvalidDataException($"refused {i}");
            }

            return i;
        })).ToList();

        var outcomes = await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                return await write;
            }
            catch (InvalidDataException)
            {
                return -1;
            }
        }));
        outcomes.Count(outcome => outcome == -1).ShouldBe(10);
        (await test.Database.ReadAsync(session => session.ScalarAsync<int>(Count)) - before).ShouldBe(30);
    }

    [Theory, OnEachDatabase]
    public async Task A_write_inside_a_write_is_refused_instead_of_waiting_for_itself(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);

        await Should.ThrowAsync<InvalidOperationException>(() => test.Database.WriteAsync(
            _ => test.Database.WriteAsync(session => session.ExecuteAsync(Insert, new { name = "inner", value = "v" }))));
    }

    [Theory, OnEachDatabase]
    public async Task The_callers_culture_reaches_the_write(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var culture = await test.Database.WriteAsync(_ => Task.FromResult(CultureInfo.CurrentUICulture.Name));

        culture.ShouldBe("en");
    }

    [Theory, OnEachDatabase]
    public async Task A_duplicate_key_is_known_by_its_error(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        await test.Database.WriteAsync(session => session.ExecuteAsync(Insert, new { name = "same", value = "1" }));

        var error = await Should.ThrowAsync<System.Data.Common.DbException>(
            () => test.Database.WriteAsync(session => session.ExecuteAsync(Insert, new { name = "same", value = "2" })));

        test.Database.Dialect.IsDuplicateKey(error).ShouldBeTrue();
    }

    [Theory, OnEachDatabase]
    public async Task Whole_and_broken_numbers_stand_in_one_decimal_column(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);

        var numbers = await test.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("CREATE TABLE figure (id INT NOT NULL, share DECIMAL(9,2) NULL)");
            await session.ExecuteAsync("INSERT INTO figure (id, share) VALUES (@id, @share)", new[]
            {
                new { id = 1, share = (decimal?)32 }, new { id = 2, share = (decimal?)32.35m }, new { id = 3, share = (decimal?)null },
            });
            return await session.QueryAsync<Figure>("SELECT id, share FROM figure ORDER BY id");
        });

        numbers.Select(figure => figure.Share).ShouldBe([32m, 32.35m, null]);
    }

    [Fact]
    public async Task Every_SQLite_connection_writes_through_to_the_disk()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        for (var i = 0; i < 3; i++)
        {
            (await PragmasAsync(await test.Database.OpenAsync())).ShouldBe((2L, "wal", 1L));
        }

        var writer = await test.Database.WriteAsync(async session => (
            await session.ScalarAsync<long>("PRAGMA synchronous"),
            await session.ScalarAsync<string>("PRAGMA journal_mode"),
            await session.ScalarAsync<long>("PRAGMA foreign_keys")));
        writer.ShouldBe((2L, "wal", 1L));
    }

    [SqlServerFact]
    public async Task The_data_tests_also_run_on_SQL_Server()
    {
        await using var test = await TestDatabase.CreateAsync("sqlserver");
        (await test.Database.ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM schema_migration"))).ShouldBeGreaterThan(0);
    }

    private static async Task<(long Synchronous, string Journal, long ForeignKeys)> PragmasAsync(System.Data.Common.DbConnection connection)
    {
        await using (connection)
        {
            async Task<object> Of(string pragma)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"PRAGMA {pragma}";
                return (await command.ExecuteScalarAsync())!;
            }

            return ((long)await Of("synchronous"), (string)await Of("journal_mode"), (long)await Of("foreign_keys"));
        }
    }

    private sealed class Figure
    {
        public int Id { get; init; }

        public decimal? Share { get; init; }
    }

    [Theory, OnEachDatabase]
    public async Task A_text_longer_than_its_column_is_refused_in_tests_on_both(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        Task SetAsync(int length) => test.Database.WriteAsync(session => Settings.SetAsync(session, new string('n', length), "x"));

        await SetAsync(100);
        await Should.ThrowAsync<DbException>(() => SetAsync(101));
    }
}
