using System.Globalization;
using Campaign111.Features.Shared;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>The language of an account: that of its mails.</summary>
public sealed class AccountLanguage(Database database, CurrentUser user, AuditLog audit) : IKeepsLanguage
{
    private const string Update = "UPDATE account SET language = @language WHERE id = @id AND language <> @language";

    public async Task KeepAsync(string language, CancellationToken cancel)
    {
        if (user.AccountId is not { } id)
        {
            return;
        }

        await database.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync(Update, new { id, language }) > 0)
                {
                    await audit.RecordAsync(session, user.Actor, new AuditEntry("account.language", "account", id.ToString(CultureInfo.InvariantCulture)) { After = new { language } });
                }
            },
            cancel);
    }
}
