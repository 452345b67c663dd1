using System.Globalization;
using System.Text.RegularExpressions;
using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Audit;
using Campaign111.Tests.Features.Reports.Exports;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>One object of each kind at the walk's places, made by objects.txt on top of the demo: what its addresses and bodies name.</summary>
internal sealed partial class World
{
    private readonly Dictionary<string, Dictionary<string, string>> values = [];
    private readonly AppFactory app;
    private readonly IReadOnlyList<Walker> walkers;

    private World(AppFactory app, IReadOnlyList<Walker> walkers) => (this.app, this.walkers) = (app, walkers);

    /// <summary>Path of the unit of each place.</summary>
    public IReadOnlyDictionary<string, string> Paths => values["path"];

    public static async Task<World> MakeAsync(AppFactory app, IReadOnlyDictionary<string, Campaign111.Features.Hierarchy.Unit> places, IReadOnlyList<Walker> walkers)
    {
        var world = new World(app, walkers);
        foreach (var (place, unit) in places)
        {
            world.Keep("unit", place, unit.Id.ToString(CultureInfo.InvariantCulture));
            world.Keep("path", place, unit.Path);
            world.Keep("commune", place, unit.Code);
        }

        foreach (var walker in walkers.Where(walker => walker.Role is not null))
        {
            world.Keep($"account.{walker.Role}", walker.Place, walker.Account.ToString(CultureInfo.InvariantCulture));
        }

        var officer = walkers.First(walker => walker.Name == "CommuneOfficer own");
        var actor = new Actor(officer.Account, "walk");
        world.Keep("calendar", "own", await app.Services.GetRequiredService<CalendarFeeds>().CreateAsync(actor, officer.Account, places["own"].Id, "vi"));
        world.Keep("mute", "own", app.Services.GetRequiredService<MuteLinks>().Token(new MuteTicket(officer.Account, "walk")));
        foreach (var line in (await File.ReadAllLinesAsync(TablePath("objects.txt"))).Where(line => line.Length > 0 && line[0] != '#'))
        {
            await world.DoAsync(line);
        }

        return world;
    }

    public static string TablePath(string name) => Path.Combine(Source.Root, "tests", "Campaign111.Tests", "Architecture", "Access", name);

    /// <summary>The object of a kind that belongs to a place; null when there is none.</summary>
    public string? Find(string kind, string place) => values.TryGetValue(kind, out var known) ? known.GetValueOrDefault(place) : null;

    /// <summary>The commune's own object of a kind.</summary>
    public string Own(string kind) => kind == "newKey" ? Guid.CreateVersion7().ToString() : Find(kind, "own") ?? throw new InvalidOperationException($"objects.txt makes no '{kind}'.");

    /// <summary>Objects of a kind outside a walker's reach: place and value.</summary>
    public IReadOnlyList<(string Place, string Value)> Foreign(string kind, Walker walker) =>
        [.. values[kind].Where(one => one.Key != "own" && (!Paths.TryGetValue(one.Key, out var path) || !path.StartsWith(walker.Path, StringComparison.Ordinal))).Select(one => (one.Key, one.Value))];

    private void Keep(string kind, string place, string value)
    {
        values.TryAdd(kind, []);
        values[kind][place] = value;
    }

    private async Task DoAsync(string line)
    {
        if (line[0] == '>')
        {
            await WorkAsync(line[2..]);
            return;
        }

        var cut = line.IndexOf(": ", StringComparison.Ordinal);
        var (name, sql) = (line[..cut], Named().Replace(line[(cut + 2)..], match => Value(match.Groups["name"].Value, line)));
        sql = Guids().Replace(sql, "LOWER(SUBSTR(HEX($1),1,8) || '-' || SUBSTR(HEX($1),9,4) || '-' || SUBSTR(HEX($1),13,4) || '-' || SUBSTR(HEX($1),17,4) || '-' || SUBSTR(HEX($1),21))");
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "campaign111.db")};Pooling=False;Default Timeout=60");
        await connection.OpenAsync();
        if (Copied().Match(sql) is { Success: true } copy)
        {
            sql = await CopyAsync(connection, copy);
        }

        var made = await AskAsync(connection, sql);
        if (name.Length > 0)
        {
            var parts = name.Split('.');
            Keep(parts[0], parts[1], made ?? throw new InvalidOperationException($"Nothing found: {line}"));
        }
    }

    private string Value(string name, string line)
    {
        var cut = name.LastIndexOf('.');
        return Find(name[..cut], name[(cut + 1)..]) ?? throw new InvalidOperationException($"Unknown {{{name}}}: {line}");
    }

    private static async Task<string> CopyAsync(SqliteConnection connection, Match copy)
    {
        var (table, changes) = (copy.Groups["table"].Value, copy.Groups["set"].Value.Split("; ").Select(change => change.Split(" = ", 2)).ToDictionary(parts => parts[0], parts => parts[1]));
        // An id that the database gives stays out, unless the copy names it.
        var columns = (await AskAsync(connection, $"SELECT GROUP_CONCAT(name) FROM pragma_table_info('{table}') WHERE NOT (pk = 1 AND type = 'INTEGER')"))!.Split(',');
        var list = string.Join(", ", columns.Select(column => $"[{column}]"));
        var taken = string.Join(", ", columns.Select(column => changes.GetValueOrDefault(column, $"[{column}]")));
        return $"INSERT INTO {table} ({list}) SELECT {taken} FROM {table} WHERE {copy.Groups["where"].Value} LIMIT 1 RETURNING rowid";
    }

    private static async Task<string?> AskAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            return await command.ExecuteScalarAsync() is { } value and not DBNull ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
        }
        catch (SqliteException error)
        {
            throw new InvalidOperationException($"{error.Message}: {sql}", error);
        }
    }

    private async Task WorkAsync(string what)
    {
        switch (what)
        {
            case "exports":
                await app.OrderAsync("25318", Campaign111.Features.Reports.Exports.ExportKinds.Entries, "csv");
                await app.WorkAsync();
                break;
            case "prints":
                await PrintedAsync();
                break;
            default:
                var request = (await NamedRequest.ReadAsync()).First(line => line.Route == what);
                var walker = walkers.First(one => one.Name == request.Who);
                await request.PrepareAsync(walker, this);
                using (var answer = await request.SendAsync(walker, this))
                {
                    ((int)answer.StatusCode).ShouldBeLessThan(400, $"{what}: {await answer.Content.ReadAsStringAsync()}");
                }

                break;
        }
    }

    private async Task PrintedAsync()
    {
        var press = app.Services.GetRequiredService<PrintPress>();
        for (var tries = 0; await app.ScalarAsync("SELECT COUNT(*) FROM leaflet_job WHERE state = 'done'") == 0; tries++)
        {
            tries.ShouldBeLessThan(600, "The print job did not end within a minute.");
            press.Wake();
            await Task.Delay(100);
        }
    }

    [GeneratedRegex(@"\{(?<name>[\w.]+)\}")]
    private static partial Regex Named();

    [GeneratedRegex(@"GUID\((\w+)\)")]
    private static partial Regex Guids();

    [GeneratedRegex(@"^COPY (?<table>\w+) FROM (?<where>.+?) SET (?<set>.+)$")]
    private static partial Regex Copied();
}
