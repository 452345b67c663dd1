using System.Text.Json;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Pdf;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.DataProtection;

namespace Campaign111.Features.Accounts;

/// <summary>An invitation with its whole address, as lists and sheets print it.</summary>
public sealed record InvitationLine(string UserName, string DisplayName, string UnitName, string Link);

/// <summary>Lists of links that were just made, as CSV and as a printable sheet with one QR code a person. The server keeps only hashes, so the
/// page holds the links for its download buttons itself: encrypted, for the one who made them, for half an hour.</summary>
public sealed class InvitationSheet(IDataProtectionProvider protection, IPdfRenderer pdf, FontLibrary fonts, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public string Protect(long account, IReadOnlyList<InvitationLine> lines) => Protector(account).Protect(JsonSerializer.Serialize(lines), time.GetUtcNow() + Life);

    /// <summary>The links again.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Too old, somebody else's, or changed.</exception>
    public IReadOnlyList<InvitationLine> Unprotect(long account, string sealedLines) =>
        JsonSerializer.Deserialize<List<InvitationLine>>(Protector(account).Unprotect(sealedLines)) ?? [];

    /// <summary>People who were read and are not invited yet, for the page that asks.</summary>
    public string ProtectPeople(long account, IReadOnlyList<NewPerson> people) => People(account).Protect(JsonSerializer.Serialize(people), time.GetUtcNow() + Life);

    /// <summary>The people again.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Too old, somebody else's, or changed.</exception>
    public IReadOnlyList<NewPerson> UnprotectPeople(long account, string sealedPeople) =>
        JsonSerializer.Deserialize<List<NewPerson>>(People(account).Unprotect(sealedPeople)) ?? [];

    /// <summary>User name, name, unit, link.</summary>
    public static async Task<byte[]> CsvAsync(IReadOnlyList<InvitationLine> lines, CancellationToken cancel)
    {
        using var stream = new MemoryStream();
        await CsvOutput.WriteAsync(stream, SheetOf(lines), cancel);
        return stream.ToArray();
    }

    /// <summary>A4 pages, a row a person: QR code, name, unit, user name. Cut apart, or photographed row by row for Zalo.</summary>
    public byte[] Pdf(IReadOnlyList<InvitationLine> lines)
    {
        var until = Formats.Date(VietnamTime.Day(time.GetUtcNow() + OneTimeLink.InvitationLife));
        var table = new PageTable(
            Text.Of("Chiến dịch 111: lời mời tham gia", "Campaign 111: invitations"),
            Text.Of(
                $"Quét mã bằng điện thoại, đặt mật khẩu và bắt đầu. Mỗi mã dùng một lần, cho đúng một người, trước ngày {until}.",
                $"Scan the code with a phone, choose a password and begin. Each code works once, for one person, before {until}."),
            [
                new Platform.Pdf.TableColumn(Text.Of("Mã", "Code"), 44, CellAlign.Middle),
                new Platform.Pdf.TableColumn(Text.Of("Người nhận", "Person"), 76),
                new Platform.Pdf.TableColumn(Text.Of("Đơn vị · tên đăng nhập", "Unit · user name"), 60),
            ],
            [.. lines.Select(line => new List<TableCell>
            {
                new(Qr: QrMatrix.Create(line.Link.ToUpperInvariant(), QrLevel.M)), line.DisplayName, $"{line.UnitName}\n{line.UserName}",
            })])
        {
            QrMm = 40,
            FontSizeMm = 4.6,
            Note = Text.Of("Không đăng công khai: ai có mã là đặt được mật khẩu.", "Do not publish: whoever has a code can set the password."),
        };
        using var stream = new MemoryStream();
        pdf.Render(table.Compose(fonts), new PdfMetadata(table.Title, Text.Of("Chiến dịch 111", "Campaign 111"), table.Subtitle, time.GetUtcNow()), stream);
        return stream.ToArray();
    }

    private ITimeLimitedDataProtector Protector(long account) =>
        protection.CreateProtector("Campaign111.Accounts.InvitationSheet", $"{account}").ToTimeLimitedDataProtector();

    private ITimeLimitedDataProtector People(long account) =>
        protection.CreateProtector("Campaign111.Accounts.BulkInvitation", $"{account}").ToTimeLimitedDataProtector();

    private static Sheet SheetOf(IReadOnlyList<InvitationLine> lines) => new(
        Text.Of("Lời mời", "Invitations"),
        [
            new SheetColumn(Text.Of("Tên đăng nhập", "User name")), new SheetColumn(Text.Of("Tên hiển thị", "Name")),
            new SheetColumn(Text.Of("Đơn vị", "Unit")), new SheetColumn(Text.Of("Liên kết dùng một lần", "One-time link")),
        ],
        lines.Select(line => (IReadOnlyList<object?>)[line.UserName, line.DisplayName, line.UnitName, line.Link]));
}
