using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Infrastructure;

/// <summary>The demo province for one test: loaded once per run, its data folder copied per test. Change it as you like.</summary>
public static class DemoApp
{
    private static readonly Lazy<Task<string>> Template = new(LoadAsync);

    /// <summary>A running demo on its own copy of the data. The caller disposes it.</summary>
    /// <param name="more">More configuration.</param>
    public static async Task<AppFactory> CreateAsync(IReadOnlyDictionary<string, string?>? more = null) =>
        new(demo: true, await CopyAsync(), more);

    /// <summary>A copy of the loaded demo's data folder.</summary>
    public static async Task<string> CopyAsync()
    {
        var source = await Template.Value;
        var folder = Directory.CreateTempSubdirectory("campaign111-demo-").FullName;
        foreach (var directory in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(folder, Path.GetRelativePath(source, directory)));
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(source, file)));
        }

        return folder;
    }

    private static async Task<string> LoadAsync()
    {
        string folder;
        await using (var app = new AppFactory(demo: true))
        {
            folder = app.Folder;
            // The first client starts the host, which migrates and loads.
            using var client = app.CreateClient();
        }

        // The last connection to close moves the write-ahead log into the file: the copy is one file, without a log.
        // Another test that clears the pools at the same moment may be the one that closes it.
        for (var wait = 0; wait < 100 && Directory.EnumerateFiles(folder, "*.db-*").Any(); wait++)
        {
            SqliteConnection.ClearAllPools();
            await Task.Delay(100);
        }

        return folder;
    }
}
