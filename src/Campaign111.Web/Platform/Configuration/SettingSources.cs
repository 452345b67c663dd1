using Campaign111.Platform.Cli;
using Microsoft.Extensions.Configuration.Json;

namespace Campaign111.Platform.Configuration;

/// <summary>Where settings come from beside appsettings.json and the environment: one file of the office's own, a folder of secrets, and files named by settings.</summary>
public static class SettingSources
{
    /// <summary>Path of a JSON file like appsettings.example.json; the environment wins over it.</summary>
    public const string FileVariable = "CAMPAIGN111_CONFIG";

    /// <summary>A folder with one file a setting (Kubernetes, Docker and systemd hand secrets out so); the file's name is the setting with __ for the colons.</summary>
    public const string SecretsVariable = "CAMPAIGN111_SECRETS";

    /// <summary>Campaign111__Mail__Password_File names a file that holds the password.</summary>
    public const string FileSuffix = "_File";

    /// <summary>Adds the sources and looks at all that was set.</summary>
    /// <exception cref="CliException">A named file is missing, a setting is unknown or does not fit; one line.</exception>
    public static void AddSettings(this ConfigurationManager configuration)
    {
        if (configuration[FileVariable] is { Length: > 0 } file)
        {
            AddFile(configuration, file);
        }

        if (configuration[SecretsVariable] is { Length: > 0 } folder)
        {
            if (!Directory.Exists(folder))
            {
                throw new CliException($"{SecretsVariable} names the folder {folder}, which is not there.");
            }

            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false, reloadOnChange: false);
        }

        var secrets = FromFiles(configuration).ToList();
        if (secrets.Count > 0)
        {
            configuration.AddInMemoryCollection(secrets);
        }

        if (SettingList.Problem(configuration) is { } problem)
        {
            throw new CliException(problem);
        }
    }

    private static void AddFile(ConfigurationManager configuration, string file)
    {
        if (!File.Exists(file))
        {
            throw new CliException($"{FileVariable} names {file}, which is not there.");
        }

        // Behind the product's own files and before the environment, which keeps the last word.
        var own = configuration.Sources.Select((source, at) => (source, at)).LastOrDefault(one => one.source is JsonConfigurationSource);
        var added = new JsonConfigurationSource { Path = Path.GetFullPath(file), Optional = false, ReloadOnChange = false };
        added.ResolveFileProvider();
        try
        {
            configuration.Sources.Insert(own.source is null ? 0 : own.at + 1, added);
        }
        catch (InvalidDataException error)
        {
            throw new CliException($"{file} is no valid JSON: {error.InnerException?.Message ?? error.Message}");
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> FromFiles(ConfigurationManager configuration)
    {
        var named = configuration.GetSection(SettingList.Section).AsEnumerable()
            .Append(new("CAMPAIGN111_SQLSERVER" + FileSuffix, configuration["CAMPAIGN111_SQLSERVER" + FileSuffix]));
        foreach (var (key, path) in named)
        {
            if (path is not { Length: > 0 } || !key.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!File.Exists(path))
            {
                throw new CliException($"{key} names {path}, which is not there.");
            }

            // Editors end a file with a line break, which belongs to no secret.
            yield return new(key[..^FileSuffix.Length], File.ReadAllText(path).TrimEnd('\r', '\n'));
        }
    }
}
