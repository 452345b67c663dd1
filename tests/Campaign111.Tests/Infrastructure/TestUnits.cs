using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Tests.Infrastructure;

/// <summary>A few units of a test's own, where the whole country would only cost time.</summary>
public static class TestUnits
{
    private const string Insert = """
        INSERT INTO unit (parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to, sort_key, search_text)
        VALUES (@parent, @level, @code, @type, @name, @name, '', @from, NULL, @name, @name)
        """;

    /// <summary>Inserts one unit below another and gives it as stored.</summary>
    public static Task<Unit> InsertAsync(Database database, string level, string code, Unit? parent, string type = "", string? name = null) =>
        database.WriteAsync(async session =>
        {
            var id = await session.InsertAsync(
                Insert, new { parent = parent?.Id, level, code, type, name = name ?? code, from = new DateOnly(2020, 6, 1) });
            var path = $"{parent?.Path ?? "/"}{id}/";
            await session.ExecuteAsync("UPDATE unit SET path = @path WHERE id = @id", new { id, path });
            return new Unit { Id = id, ParentId = parent?.Id, Level = Enum.Parse<UnitLevel>(level, ignoreCase: true), Code = code, UnitType = type, Name = name ?? code, Path = path };
        });
}
