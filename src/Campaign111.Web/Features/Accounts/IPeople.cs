using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>A person with a role at a unit, as reminders and pages need it.</summary>
public sealed class Person
{
    public long AccountId { get; init; }

    public string UserName { get; init; } = "";

    public string DisplayName { get; init; } = "";

    /// <summary>Null when the person gave none: then only the in-app inbox reaches them.</summary>
    public string? Email { get; init; }

    public Role Role { get; init; }

    public long UnitId { get; init; }

    public long? OrganisationId { get; init; }

    /// <summary>"vi" or "en".</summary>
    public string Language { get; init; } = "vi";
}

/// <summary>People by unit for the other features.</summary>
public interface IPeople
{
    /// <summary>Active people with a role at exactly these units, by unit id.</summary>
    Task<ILookup<long, Person>> AtAsync(IReadOnlyCollection<long> unitIds);
}

/// <summary>People by area and by account for the other features.</summary>
public interface IPeopleFinder
{
    /// <summary>Active people with a role anywhere in a subtree, by account.</summary>
    Task<IReadOnlyList<Person>> WithinAsync(string unitPath, Role role);

    /// <summary>Those of these accounts that are active, once for each of their roles.</summary>
    Task<IReadOnlyList<Person>> OfAsync(IReadOnlyCollection<long> accountIds);
}
