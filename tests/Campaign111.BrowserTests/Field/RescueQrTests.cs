using System.Diagnostics;
using Campaign111.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Field;

/// <summary>Ways off a phone, and the checks around them: QR sequence, sign-out from ordinary pages, sent = stored, gate labels.</summary>
[Collection(FieldCollection.Name)]
public class RescueQrTests(FieldSite site)
{
    // The canvas has one pixel a module; a camera sees more of it.
    private const string Enlarged = """
        qr => {
          const large = document.createElement('canvas');
          large.width = large.height = qr.width * 6;
          const draw = large.getContext('2d');
          draw.imageSmoothingEnabled = false;
          draw.drawImage(qr, 0, 0, large.width, large.height);
          return large.toDataURL('image/png').split(',')[1];
        }
        """;

    [Fact]
    public async Task A_few_unsent_entries_are_read_off_the_screen_and_imported_once()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.SetOfflineAsync(true);
        var codes = await phone.LogAsync(8);
        await phone.Page.ClickAsync("#state a");
        await phone.Page.ClickAsync("#rescue-qr");
        var texts = new List<string>();
        for (var part = 1; ; part++)
        {
            await Expect(phone.Page.Locator("#qr-part")).ToContainTextAsync($"Phần {part} / ");
            texts.Add(await ScannedAsync(Convert.FromBase64String(await phone.Page.Locator("canvas.qr").EvaluateAsync<string>(Enlarged))));
            texts[^1].ShouldStartWith("111Z:");
            if (await phone.Page.Locator("#qr-next").IsDisabledAsync())
            {
                break;
            }

            await phone.Page.ClickAsync("#qr-next");
        }

        texts.Count.ShouldBeGreaterThan(1);
        await Screens.ShootAsync(phone.Page, "field-rescue-qr-360");
        (await Axe.OverflowAsync(phone.Page)).ShouldBe(0);

        await using var officer = await site.Demo.SignInAsync("xa.25318", Viewports.Office);
        var page = await officer.OpenAsync("/campaigns/binh-phuoc-2020/coverage/25318/rescue");
        await page.FillAsync("#parts", texts[^1]);
        await page.ClickAsync("#rescue-form .btn-primary");
        await Expect(page.Locator("main .alert-danger")).ToContainTextAsync("còn thiếu phần 1");
        await page.FillAsync("#parts", string.Join('\n', Enumerable.Reverse(texts)));
        await page.ClickAsync("#rescue-form .btn-primary");
        await Expect(page.Locator("main")).ToContainTextAsync("8 lượt đã lưu, 0 đã có từ trước");

        await phone.Context.SetOfflineAsync(false);
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
        await phone.Page.GotoAsync("/field#");
        await phone.Page.GotoAsync("/field#outbox");
        await Expect(phone.Page.Locator("#sent .day[data-agree=true]")).ToContainTextAsync("máy đã gửi 8 lượt, máy chủ đang giữ 8");
    }

    [Fact]
    public async Task Signing_out_on_an_ordinary_page_warns_keeps_the_queue_and_wipes_the_households()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Page.RouteAsync(Phone.Entries, route => route.AbortAsync());
        var codes = await phone.LogAsync(2);
        await phone.Page.GotoAsync("/sign-in");
        await phone.Page.ClickAsync("form.card[data-account] button");
        await Expect(phone.Page.Locator("form.card [role=alert]")).ToContainTextAsync("Còn 2 lượt chưa gửi trên máy này");
        await Screens.ShootAsync(phone.Page, "sign-out-unsent-360");
        await phone.Page.ClickAsync("form.card [role=alert] .btn-danger");
        await Expect(phone.Page.Locator("form.card[data-account]")).ToHaveCountAsync(0);
        await phone.Page.GotoAsync("/field");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("còn 2 lượt chưa gửi");

        await phone.Page.UnrouteAllAsync();
        await phone.SignInAsync("xa.25318");
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Fact]
    public async Task A_gate_label_opened_without_a_network_leads_to_its_household()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Page.WaitForFunctionAsync("async () => (await navigator.serviceWorker.getRegistrations()).filter(each => each.active).length >= 2");
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.GotoAsync("/h/25318/thon-3/H0150");

        await Expect(phone.Page.Locator("main h1")).ToHaveTextAsync("Hộ H0150");
        await Expect(phone.Page.Locator("li.household")).ToHaveCountAsync(1);
        await phone.Page.GotoAsync("/h/25249/thon-1/H0001");
        await Expect(phone.Page.Locator("main .alert-warning")).ToContainTextAsync("không nằm trong các thôn của bạn");
    }

    private static async Task<string> ScannedAsync(byte[] image)
    {
        var file = Path.Combine(Path.GetTempPath(), $"campaign111-{Guid.NewGuid():N}.png");
        await File.WriteAllBytesAsync(file, image);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("zbarimg", ["--raw", "-q", "-Sdisable", "-Sqrcode.enable", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return text.Trim();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
