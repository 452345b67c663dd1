using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Field;

/// <summary>Phones that are shared, lost, signed out or upgraded: no entry is lost, and nobody sees another's.</summary>
[Collection(FieldCollection.Name)]
public class SharedPhoneTests(FieldSite site)
{
    [Fact]
    public async Task Signing_out_warns_keeps_the_queue_under_its_owner_and_wipes_the_households()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Page.RouteAsync(Phone.Entries, route => route.AbortAsync());
        var codes = await phone.LogAsync(3);
        await phone.Page.ClickAsync("#state a");
        await Expect(phone.Page.Locator("#leave")).ToContainTextAsync("Còn 3 lượt chưa gửi");
        await phone.Page.ClickAsync("#leave button:has-text('Đăng xuất')");
        await Expect(phone.Page.Locator("#leave")).ToContainTextAsync("3 lượt chưa gửi ở lại máy dưới tên bạn");
        await phone.Page.ClickAsync("#leave [role=alert] button");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("còn 3 lượt chưa gửi");
        (await phone.KeptAsync("packs")).ShouldBe(0);
        (await phone.KeptAsync("queue")).ShouldBe(3);

        await phone.SignInAsync("xa.25249");
        await Expect(phone.Page.Locator("main .alert-warning").First).ToContainTextAsync("còn 3 lượt chưa gửi");
        await phone.ExpectUnsentAsync(0);
        await phone.Page.UnrouteAllAsync();
        await phone.Page.ReloadAsync();
        await phone.IsReadyAsync();
        phone.Stored(codes).ShouldBeEmpty();

        await phone.SignInAsync("xa.25318");
        await phone.ExpectUnsentAsync(0);
        await Expect(phone.State).ToContainTextAsync("biên nhận R-");
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Fact]
    public async Task A_session_that_ran_out_lets_the_queue_wait_for_the_sign_in()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.ClearCookiesAsync();
        var codes = await phone.LogAsync(2);
        await phone.SendAsync();
        await Expect(phone.State).ToContainTextAsync("hết phiên");
        await phone.ExpectUnsentAsync(2);

        await phone.SignInAsync("xa.25318");
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Fact]
    public async Task Entries_rescued_to_a_file_are_imported_once_after_the_storage_was_cleared()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.SetOfflineAsync(true);
        var codes = await phone.LogAsync(5);
        await phone.Page.ClickAsync("#state a");
        var download = await phone.Page.RunAndWaitForDownloadAsync(() => phone.Page.ClickAsync("#rescue"));
        var file = Path.Combine(site.Demo.Folder, "rescue.json");
        await download.SaveAsAsync(file);
        // Cleared while the field page is shut, as a browser's settings do: an open one would load itself anew.
        await phone.Page.GotoAsync("about:blank");
        await phone.Context.SetOfflineAsync(false);
        await phone.Page.GotoAsync("/healthz");
        await phone.Page.EvaluateAsync("""
            async () => {
              for (const { name } of await indexedDB.databases()) await new Promise((yes, no) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: yes, onerror: no }));
            }
            """);
        await phone.Page.GotoAsync("/field");
        await phone.IsReadyAsync();
        await phone.ExpectUnsentAsync(0);
        phone.Stored(codes).ShouldBeEmpty();

        await using var officer = await site.Demo.SignInAsync("xa.25318", Viewports.Office);
        var page = await officer.OpenAsync("/campaigns/binh-phuoc-2020/coverage/25318/rescue");
        await page.SetInputFilesAsync("#file", file);
        await page.ClickAsync("#rescue-form .btn-primary");
        await Expect(page.Locator("#imported")).ToContainTextAsync("5 lượt đã lưu, 0 đã có từ trước");
        phone.ShouldBeStoredExactly(codes);
        await page.SetInputFilesAsync("#file", file);
        await page.ClickAsync("#rescue-form .btn-primary");
        await Expect(page.Locator("#imported")).ToContainTextAsync("0 lượt đã lưu, 5 đã có từ trước");
        phone.ShouldBeStoredExactly(codes);
        await Screens.ShootAsync(page, "field-rescue-1366");

        await page.SetInputFilesAsync("#file", new FilePayload { Name = "cut.json", MimeType = "application/json", Buffer = (await File.ReadAllBytesAsync(file))[..200] });
        await page.ClickAsync("#rescue-form .btn-primary");
        await Expect(page.Locator("main .alert-danger")).ToContainTextAsync("Chưa nhập gì");
    }

    [Fact]
    public async Task A_newer_page_takes_the_queue_of_the_older_one_along()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.SetOfflineAsync(true);
        var codes = await phone.LogAsync(1);
        // The store as version 1 made it: no receipts, and entries that do not say whether they were tried.
        await phone.Page.GotoAsync("/field/manifest.webmanifest");
        await phone.Page.EvaluateAsync("""
            async () => {
              const done = request => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
              const now = await done(indexedDB.open('campaign111-field'));
              const lines = await done(now.transaction('queue').objectStore('queue').getAll());
              now.close();
              await done(indexedDB.deleteDatabase('campaign111-field'));
              const asked = indexedDB.open('campaign111-field', 1);
              asked.onupgradeneeded = () => {
                asked.result.createObjectStore('queue', { keyPath: 'key' }).createIndex('owner', 'owner');
                asked.result.createObjectStore('packs', { keyPath: ['owner', 'campaign', 'place'] }).createIndex('owner', 'owner');
                asked.result.createObjectStore('meta');
              };
              const old = await done(asked);
              for (const { state, ...line } of lines) await done(old.transaction('queue', 'readwrite').objectStore('queue').put(line));
              old.close();
            }
            """);
        await phone.Context.SetOfflineAsync(false);
        await phone.Page.GotoAsync("/field");

        await phone.IsReadyAsync();
        await Expect(phone.State).ToContainTextAsync("biên nhận R-");
        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
    }
}
