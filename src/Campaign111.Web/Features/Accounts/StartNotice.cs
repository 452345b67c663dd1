using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Campaign111.Features.Accounts;

/// <summary>What the console says once the server listens: the address, and in the demo the sample accounts, or the setup link while an
/// installation has no administrator.</summary>
public sealed partial class StartNotice(IServer server, IServiceScopeFactory scopes, ProductMode mode, IConfiguration configuration, ILogger<StartNotice> log)
    : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancel)
    {
        foreach (var line in await LinesAsync(cancel))
        {
            await Console.Out.WriteLineAsync(line);
        }
    }

    /// <summary>The lines to print. Makes a new setup link if one is needed.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancel)
    {
        var address = Address();
        if (mode.IsDemo)
        {
            return
            [
                "",
                $"Chiến dịch 111, bản trình diễn / Campaign 111, demonstration: {address}",
                $"Tài khoản mẫu / sample accounts (mật khẩu / password: {DemoAccounts.Password})",
                .. SampleAccount.Shown.Select(sample => $"  {sample.UserName,-18} {sample.Vi} / {sample.En}"),
                "",
            ];
        }

        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SetupService>().CreateLinkAsync(cancel) is not { } secret)
        {
            return [$"Chiến dịch 111 / Campaign 111: {address}"];
        }

        // Also to the log: a service has no console. The link works once, for a day, and only while nobody administers.
        var link = $"{address}/setup/{secret}";
        LogSetup(log, link);
        return
        [
            "",
            $"Chưa có quản trị. Mở liên kết dùng một lần này để đặt tên và mật khẩu / No administrator yet: open this one-time link:",
            $"  {link}",
            "",
        ];
    }

    public Task StartingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;

    private string Address()
    {
        var configured = configuration["Campaign111:PublicBaseUrl"];
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        return (string.IsNullOrEmpty(configured) ? listening ?? "" : configured).TrimEnd('/');
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No administrator yet. One-time setup link: {Link}")]
    private static partial void LogSetup(ILogger logger, string link);
}
