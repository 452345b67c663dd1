using Campaign111.Platform.Data;

namespace Campaign111.Features.Accounts;

/// <summary>Something that happened to somebody's account, for that person to know, in both languages.</summary>
/// <param name="Key">What is told once; at most 100 characters.</param>
/// <param name="Subject">One line, Vietnamese. The next: English.</param>
/// <param name="SubjectEn">The same in English.</param>
/// <param name="Body">What happened and what to do.</param>
/// <param name="BodyEn">The same in English.</param>
public sealed record AccountNews(string Key, string Subject, string SubjectEn, string Body, string BodyEn);

/// <summary>Implemented by a feature that can reach people: it tells them what happened to their account.</summary>
public interface ITellsPeople
{
    /// <summary>At once, inside the transaction that did it. The same key told again changes nothing.</summary>
    Task TellAsync(DbSession session, Person person, AccountNews news);
}
