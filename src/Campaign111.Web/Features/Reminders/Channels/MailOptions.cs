namespace Campaign111.Features.Reminders.Channels;

/// <summary>How mail leaves (section Campaign111:Mail). Without a host it goes into the pickup folder as .eml files, for an office's own
/// mail server to collect, and so that nothing is ever sent by accident.</summary>
public sealed class MailOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public bool Tls { get; set; } = true;

    public string? User { get; set; }

    /// <summary>From the environment or a secret file, never from a file in the repository.</summary>
    public string? Password { get; set; }

    public string From { get; set; } = "khong-tra-loi@campaign111.example";

    public string FromName { get; set; } = "Chiến dịch 111";

    /// <summary>Folder for .eml files; default: "mail" in the data folder.</summary>
    public string? Pickup { get; set; }

    public int TimeoutSeconds { get; set; } = 60;
}
