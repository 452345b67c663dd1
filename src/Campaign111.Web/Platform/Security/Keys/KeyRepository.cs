using System.Xml.Linq;
using Campaign111.Platform.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Campaign111.Platform.Security.Keys;

/// <summary>The keys of ASP.NET Core Data Protection in the database: all nodes share them, and a restart signs nobody out. Adds and reads, never removes.</summary>
public sealed class KeyRepository(Database database, TimeProvider time) : IXmlRepository
{
    private const string All = "SELECT content FROM data_protection_key ORDER BY id";

    private const string Insert = "INSERT INTO data_protection_key (name, content, created_at) VALUES (@name, @content, @now)";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(() => database.ReadAsync(session => session.QueryAsync<string>(All))).Select(content => XElement.Parse(content))];

    public void StoreElement(XElement element, string friendlyName) =>
        Wait(() => database.WriteAsync(session => AddAsync(session, friendlyName, element, time.GetUtcNow())));

    /// <summary>The same inside a transaction that is already open.</summary>
    internal static Task<int> AddAsync(DbSession session, string name, XElement element, DateTimeOffset now) =>
        session.ExecuteAsync(Insert, new { name, content = element.ToString(SaveOptions.DisableFormatting), now });

    // The framework asks from wherever something is protected, and cannot await. On a flow of its own, since it is no part of the caller's write.
    private static T Wait<T>(Func<Task<T>> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(work).GetAwaiter().GetResult();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work).GetAwaiter().GetResult();
        }
    }
}
