using System.Text.RegularExpressions;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace Campaign111.Tests.Features.Reminders;

/// <summary>Digests go to a real mail server and are read back from its mailbox.</summary>
public partial class SmtpServerTests
{
    private static readonly DateOnly Today = new(2020, 9, 1);

    [Fact]
    public async Task A_digest_arrives_readable_with_subject_text_html_and_links()
    {
        await using var exim = await EximServer.StartAsync();
        await using var fixture = await SweepFixture.CreateAsync("sqlite");
        var hamlet = await fixture.AddHamletAsync(fixture.Communes[1], "thon-3", "Thôn", "3");
        fixture.Reached(hamlet, 6, VietnamTime.At(new(2020, 8, 20)), 31);
        fixture.Reached(fixture.Communes[1], 70, VietnamTime.At(new(2020, 8, 20)));
        var officer = fixture.AddPerson(fixture.Communes[1], Role.CommuneOfficer, "xa.25318@example.com");
        await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(Today), Today, Actor.System);

        (await Dispatcher(fixture, exim).RunAsync(default)).ShouldBe(2);

        var mail = new ReceivedMail((await exim.MailsAsync(1)).ShouldHaveSingleItem());
        mail.RawHeaders.ShouldAllBe(letter => letter < 128, "headers are ASCII: Vietnamese is encoded");
        mail.RawHeaders.Split('\n').ShouldAllBe(line => line.Length <= 998);
        mail.Headers["Envelope-to"].ShouldBe(["xa.25318@example.com"]);
        mail.Decoded("Subject").ShouldBe("Tổng đài 111: Xã Tân Thành cần đẩy nhanh phát tờ rơi (1/9/2020)");
        mail.Decoded("To").ShouldContain(officer.DisplayName);
        mail.Headers["Auto-Submitted"].ShouldBe(["auto-generated"]);
        mail.Headers["Message-ID"].ShouldBe([await fixture.Test.Database.ReadAsync(session => session.SingleAsync<string>("SELECT message_id FROM outbox WHERE channel = 'mail'"))]);
        mail.Headers["Content-Type"].Single().ShouldStartWith("multipart/alternative");

        var (text, html) = (mail.Parts[0], mail.Parts[1]);
        mail.Parts.Count.ShouldBe(2, "the text part comes first, for programs that show the last one they can");
        text.Headers["Content-Type"].Single().ShouldStartWith("text/plain; charset=utf-8");
        text.Content.ShouldContain("• Xã Tân Thành – chưa có ghi nhận nào từ 20/8/2020");
        text.Content.ShouldContain("đã đến 70/100 hộ (70%), theo kế hoạch phải đạt 56,2%; hạn cuối 29/9/2020 (2530/UBND-KGVX: “trước ngày 30/9/2020”)");
        text.Content.ShouldContain("Còn thiếu: Thôn 3 (25 hộ).");
        text.Content.ShouldContain("http://localhost:5111/campaigns/binh-phuoc-2020/coverage/25318");
        html.Headers["Content-Type"].Single().ShouldStartWith("text/html; charset=utf-8");
        var links = Href().Matches(html.Content).Select(match => match.Groups["a"].Value).ToList();
        links.Count.ShouldBe(2, "one button to log, one link to rest");
        links[0].ShouldBe("http://localhost:5111/campaigns/binh-phuoc-2020/coverage/25318");
        links[1].ShouldStartWith("http://localhost:5111/mute/");
        links.ShouldAllBe(link => text.Content.Contains(link, StringComparison.Ordinal), "the text part has the same links");
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_bounces_once_and_is_said()
    {
        await using var exim = await EximServer.StartAsync();
        await using var fixture = await SweepFixture.CreateAsync("sqlite");
        fixture.Reached(fixture.Communes[0], 0, null);
        var person = fixture.AddPerson(fixture.Communes[0], Role.CommuneOfficer, "nobody.25308@example.com");
        await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(Today), Today, Actor.System);

        await Dispatcher(fixture, exim).RunAsync(default);

        (await fixture.Test.Database.ReadAsync(session => session.SingleAsync<string>("SELECT state FROM outbox WHERE channel = 'mail'"))).ShouldBe("bounced");
        var deliveries = fixture.Deliveries();
        (await deliveries.BouncedAsync(person.AccountId)).ShouldBe(["mail"]);
        (await deliveries.TroubleAsync(1, null, 10)).ShouldHaveSingleItem().LastDetail.ShouldNotBeNull().ShouldContain("unknown user");
    }

    private static Campaign111.Features.Reminders.Dispatcher Dispatcher(SweepFixture fixture, EximServer exim) => fixture.Dispatcher(
        new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1)),
        new SmtpChannel(Options.Create(new MailOptions { Host = "127.0.0.1", Port = exim.Port, Tls = false }), fixture.Test.Options));

    [GeneratedRegex("href=\"(?<a>[^\"]+)\"")]
    private static partial Regex Href();
}
