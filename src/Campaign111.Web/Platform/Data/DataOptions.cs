namespace Campaign111.Platform.Data;

/// <summary>Where the product keeps its data. Read once at start from the configuration keys that scripts rely on.</summary>
public sealed class DataOptions
{
    /// <summary>Folder of database, uploaded files and mail pickup; absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>Connection string of a SQL Server, or null for the embedded SQLite file.</summary>
    public string? SqlServer { get; init; }

    /// <summary>How long a write waits for another process's lock on the SQLite file before it is refused, in seconds.</summary>
    public int BusySeconds { get; init; } = 30;

    public string SqlitePath => Path.Combine(Folder, "campaign111.db");

    /// <summary>Reads CAMPAIGN111_DATA (default: App_Data beside the web project) and CAMPAIGN111_SQLSERVER.</summary>
    public static DataOptions From(IConfiguration configuration, string contentRoot)
    {
        var folder = configuration["CAMPAIGN111_DATA"] is { Length: > 0 } set ? set : Path.Combine(contentRoot, "App_Data");
        var sqlServer = configuration["CAMPAIGN111_SQLSERVER"];
        return new DataOptions
        {
            Folder = Path.GetFullPath(folder),
            SqlServer = string.IsNullOrWhiteSpace(sqlServer) ? null : sqlServer,
            BusySeconds = Math.Clamp(configuration.GetValue("Campaign111:Database:BusySeconds", 30), 1, 600),
        };
    }

    /// <summary>A sub-folder of the data folder, created when missing.</summary>
    public string Sub(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
}
