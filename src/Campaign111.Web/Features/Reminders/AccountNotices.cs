using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>Tells people at once, in the app and by mail, what happened to their account.</summary>
public sealed class AccountNotices(Notices notices, BusinessClock clock) : ITellsPeople
{
    private const string Address = "/account";

    public async Task TellAsync(DbSession session, Person person, AccountNews news) => await notices.TellAsync(
        session, new News(news.Key, news.Subject, news.SubjectEn, news.Body, news.BodyEn, Address) { Urgent = true }, [person], await clock.TodayAsync());
}
