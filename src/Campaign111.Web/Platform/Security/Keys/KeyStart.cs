using System.Data.Common;
using System.Xml.Linq;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Microsoft.AspNetCore.DataProtection.Internal;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Campaign111.Platform.Security.Keys;

/// <summary>Readies the keys at every start: takes over those that older versions kept as files (nobody is signed out), makes the first one of a new
/// installation once although two nodes start together, and encrypts what lies in the clear once a certificate is configured.</summary>
public sealed partial class KeyStart(
    Database database, DataOptions data, KeyCertificates certificates, IOptions<KeyManagementOptions> options, IActivator activator, TimeProvider time, ILogger<KeyStart> log) : IStartupStep
{
    /// <summary>Where they lay before, below the data folder.</summary>
    public const string Folder = "keys";

    private const string First = "first";

    private const string Count = "SELECT COUNT(*) FROM data_protection_key";

    private const string All = "SELECT name, content FROM data_protection_key ORDER BY id";

    private const string Replace = "UPDATE data_protection_key SET content = @content WHERE name = @name";

    public async Task RunAsync(CancellationToken cancel)
    {
        if (certificates.Problem is { } problem)
        {
            throw new CliException(problem);
        }

        await TakeOverAsync(cancel);
        if (await database.ReadAsync(session => session.ScalarAsync<int>(Count), cancel) == 0)
        {
            // The name is the same on every node: of two that start together the second finds it taken and uses the other's key.
            await AddAsync(First, NewKey(), cancel);
        }

        if (options.Value.XmlEncryptor is { } encryptor)
        {
            await CloseAsync(encryptor, cancel);
        }
    }

    private async Task TakeOverAsync(CancellationToken cancel)
    {
        var folder = new DirectoryInfo(Path.Combine(data.Folder, Folder));
        foreach (var file in folder.Exists ? folder.GetFiles("*.xml").OrderBy(file => file.Name, StringComparer.Ordinal).ToList() : [])
        {
            try
            {
                var key = XElement.Parse(await File.ReadAllTextAsync(file.FullName, cancel));
                await AddAsync(Path.GetFileNameWithoutExtension(file.Name), options.Value.XmlEncryptor is { } encryptor ? KeySeal.Close(key, encryptor) : key, cancel);
                // The database has it now: a second copy of a secret only waits to be found.
                file.Delete();
                LogTaken(log, file.Name);
            }
            catch (FileNotFoundException)
            {
                LogGone(log, file.Name);
            }
        }
    }

    private async Task AddAsync(string name, XElement key, CancellationToken cancel)
    {
        try
        {
            await database.WriteAsync(session => KeyRepository.AddAsync(session, name, key, time.GetUtcNow()), cancel);
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            LogKnown(log, name);
        }
    }

    // By the framework's own maker of keys, on paper first: its usual way would store one for each node that starts.
    private XElement NewKey()
    {
        var paper = new Paper();
        var copy = new KeyManagementOptions
        {
            XmlRepository = paper, XmlEncryptor = options.Value.XmlEncryptor, AuthenticatedEncryptorConfiguration = options.Value.AuthenticatedEncryptorConfiguration,
        };
        var now = time.GetUtcNow();
        new XmlKeyManager(Options.Create(copy), activator).CreateNewKey(now, now + options.Value.NewKeyLifetime);
        return paper.Written.Single();
    }

    private async Task CloseAsync(IXmlEncryptor encryptor, CancellationToken cancel)
    {
        foreach (var row in await database.ReadAsync(session => session.QueryAsync<Row>(All), cancel))
        {
            var key = XElement.Parse(row.Content);
            if (KeySeal.IsOpen(key))
            {
                var content = KeySeal.Close(key, encryptor).ToString(SaveOptions.DisableFormatting);
                await database.WriteAsync(session => session.ExecuteAsync(Replace, new { name = row.Name, content }), cancel);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {File} is in the database now; its file is gone")]
    private static partial void LogTaken(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {File} was taken over by another node")]
    private static partial void LogGone(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Name} is in the database already")]
    private static partial void LogKnown(ILogger logger, string name);

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string Content { get; init; } = "";
    }

    private sealed class Paper : IXmlRepository
    {
        public List<XElement> Written { get; } = [];

        public IReadOnlyCollection<XElement> GetAllElements() => Written;

        public void StoreElement(XElement element, string friendlyName) => Written.Add(element);
    }
}
