using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>Exim, the mail server of Debian's packages, on a high port of the loopback, without privileges, in a folder of its own. It delivers all mail for
/// example.com into one Maildir and refuses mailboxes whose name begins with "nobody".</summary>
internal sealed class EximServer : IAsyncDisposable
{
    private const string Configuration = """
        primary_hostname = mail.example.com
        spool_directory = {0}/spool
        log_file_path = {0}/log/%slog
        pid_file_path = {0}/exim.pid
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = {1}
        exim_user = {2}
        exim_group = {3}
        deliver_drop_privilege = true
        trusted_users = {2}
        tls_advertise_hosts =
        host_lookup =
        keep_environment =
        acl_smtp_rcpt = acl_rcpt
        acl_smtp_data = acl_data
        begin acl
        acl_data:
          accept
        acl_rcpt:
          accept domains = example.com
                 endpass
                 message = unknown user
                 verify = recipient
          deny message = relay not permitted
        begin routers
        all:
          driver = accept
          domains = example.com
          local_parts = ! ^nobody
          transport = maildir
        begin transports
        maildir:
          driver = appendfile
          maildir_format
          directory = {0}/mail
          create_directory
          envelope_to_add
          user = {2}
        begin retry
        *  *  F,1m,5s

        """;

    private readonly Process process;
    private readonly string folder;

    private EximServer(Process process, string folder, int port)
    {
        this.process = process;
        this.folder = folder;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts it; Debian package exim4-daemon-light (tests/run installs it).</summary>
    public static async Task<EximServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-exim-").FullName;
        var (user, group) = Environment.UserName == "root" ? ("nobody", "nogroup") : (Environment.UserName, await OutputAsync("id", "-gn"));
        var port = FreePort();
        var file = Path.Combine(folder, "exim.conf");
        await File.WriteAllTextAsync(file, Configuration
            .Replace("{0}", folder, StringComparison.Ordinal)
            .Replace("{1}", port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{2}", user, StringComparison.Ordinal)
            .Replace("{3}", group, StringComparison.Ordinal));
        foreach (var sub in new[] { "spool", "log" })
        {
            Directory.CreateDirectory(Path.Combine(folder, sub));
        }

        // Exim delivers nothing as root.
        string[] drop = user == "nobody" ? ["setpriv", "--reuid", user, "--regid", group, "--clear-groups"] : [];
        if (drop.Length > 0)
        {
            await OutputAsync("chown", "-R", $"{user}:{group}", folder);
        }

        string[] command = [.. drop, "/usr/sbin/exim4", "-C", file, "-bdf", "-q10s"];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        var server = new EximServer(Process.Start(start)!, folder, port);
        await server.ListensAsync();
        return server;
    }

    /// <summary>Mails that were delivered, once there are so many; oldest first.</summary>
    public async Task<IReadOnlyList<string>> MailsAsync(int expected)
    {
        var box = Path.Combine(folder, "mail", "new");
        for (var wait = 0; wait < 300; wait++)
        {
            if (Directory.Exists(box) && Directory.GetFiles(box) is { } files && files.Length >= expected)
            {
                return [.. files.Order(StringComparer.Ordinal).Select(File.ReadAllText)];
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"Exim delivered fewer than {expected} mails:\n{Log()}");
    }

    public async ValueTask DisposeAsync()
    {
        // It runs as another user: only its own parent, as root, or that user may end it.
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ListensAsync()
    {
        for (var wait = 0; wait < 200; wait++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"Exim does not listen:\n{Log()}");
    }

    private string Log() => string.Join('\n', Directory.GetFiles(Path.Combine(folder, "log")).Select(File.ReadAllText));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> OutputAsync(string command, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        run.ExitCode.ShouldBe(0, command);
        return output.Trim();
    }
}
