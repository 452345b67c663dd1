using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Data;
using Campaign111.Platform.Operations.Doctor;
using Microsoft.Extensions.Options;

namespace Campaign111.Features.Reminders;

/// <summary>The mail server answers, and messages leave.</summary>
public sealed class MailCheck(IOptions<MailOptions> mail, Database database, TimeProvider time) : IDoctorCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public int Order => 8;

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        yield return await ServerAsync(cancel);
        var (_, oldest, dead) = await database.ReadAsync(OutboxStanding.ReadAsync, cancel);
        if (oldest is { } due && time.GetUtcNow() - due > TimeSpan.FromDays(1))
        {
            yield return new Finding(Condition.Warning, $"a message has been due since {due:u}", "The job dispatch does not run, or its channel fails: see /admin/jobs.");
        }

        yield return dead == 0 ? new Finding(Condition.Good, "no message was given up")
            : new Finding(Condition.Warning, string.Create(CultureInfo.InvariantCulture, $"{dead} messages were given up"), "See /admin/jobs: correct the address, then try again or let them go.");
    }

    private async Task<Finding> ServerAsync(CancellationToken cancel)
    {
        if (mail.Value.Host is not { Length: > 0 } host)
        {
            return new Finding(Condition.Warning, "no mail server is set: mails go as files into the pickup folder", "Set Campaign111__Mail__Host when an office's mail server shall send them.");
        }

        var server = string.Create(CultureInfo.InvariantCulture, $"{host}:{mail.Value.Port}");
        using var client = new TcpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await client.ConnectAsync(host, mail.Value.Port, patience.Token);
            return new Finding(Condition.Good, $"mail server {server} answers");
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return new Finding(Condition.Bad, $"mail server {server} does not answer ({error.Message})", "Check Campaign111__Mail__Host and Port, and the firewall. What waits is sent once it answers.");
        }
    }
}
