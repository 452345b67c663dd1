using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Campaign111.Features.Stock;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Stock;

/// <summary>The stock pages on the demo, as each role meets them.</summary>
public class StockPagesTests
{
    private const string Stock = "/campaigns/binh-phuoc-2020/stock";

    [Fact]
    public async Task The_demo_s_book_is_sound_and_shows_a_late_package_a_shortage_and_a_request()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");

        var page = await committee.PageAsync(Stock);
        var questions = await committee.PageAsync($"{Stock}/reconciliation");

        (await app.Services.GetRequiredService<StockCheck>().FindingsAsync()).ShouldBeEmpty();
        page.QuerySelector("section[aria-labelledby=way]")!.TextContent.ShouldContain("trễ");
        page.QuerySelector("section[aria-labelledby=asked]")!.TextContent.ShouldContain("còn 40 tờ, cần 300");
        questions.QuerySelector("#q-short")!.TextContent.ShouldContain("Đồng Phú");
        questions.QuerySelector("#q-late a[href^='/p/']").ShouldNotBeNull();
        questions.QuerySelector("#q-adjusted")!.TextContent.ShouldContain("Kiểm kê cuối tháng 8");
        var sizes = questions.QuerySelectorAll("details.dispatch summary strong").Select(size => int.Parse(size.TextContent.Replace(".", ""), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        sizes.ShouldBe(sizes.OrderDescending().ToList());
    }

    [Theory]
    [InlineData("baochi.binhphuoc", Stock)]
    [InlineData("baochi.binhphuoc", Stock + "/reconciliation")]
    [InlineData("baochi.binhphuoc", "/p")]
    [InlineData("xa.25318", Stock + "?unit=25321")]
    [InlineData("xa.25318", Stock + "?unit=693")]
    [InlineData("xa.25318", Stock + "/send?unit=25321")]
    [InlineData("xa.25318", Stock + "/book?unit=70")]
    [InlineData("huyen.dongphu", Stock + "?unit=70")]
    public async Task Whose_stock_it_is_not_is_refused(string user, string address)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(user);

        (await browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("tinh.binhphuoc")]
    [InlineData("huyen.dongphu")]
    [InlineData("xa.25318")]
    public async Task Every_page_opens_for_those_who_keep_stock(string user)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(user);
        (await browser.PageAsync("/calendar")).QuerySelector($"a[href='{Stock}']").ShouldNotBeNull();
        foreach (var page in new[] { "", "/book", "/forecast", "/reconciliation", "/runs", "/send", "/event", "/write-off", "/count", "/ask" })
        {
            (await browser.PageAsync(Stock + page)).QuerySelector("h1").ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_commune_s_request_is_approved_sent_printed_received_and_in_the_book()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.budop");
        using var commune = await app.SignedInAsync("xa.25318");
        var before = await OwnAsync(app, "25318");
        var approve = (await district.PageAsync(Stock)).QuerySelector("section[aria-labelledby=asked] a.btn-primary")!.GetAttribute("href")!;

        using var sent = await district.SubmitAsync(approve, "send", ("Quantity", "150"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        var note = sent.Headers.Location!.OriginalString;
        using var pdf = await commune.GetAsync($"{note}/note.pdf");
        Encoding.ASCII.GetString((await pdf.Content.ReadAsByteArrayAsync())[..5]).ShouldBe("%PDF-");
        (await commune.PageAsync(Stock)).QuerySelector("section[aria-labelledby=requests]")!.TextContent.ShouldContain("Đã duyệt 150 tờ");
        using var keyed = await commune.SubmitAsync("/p", "find", ("number", note[3..].ToLowerInvariant()));
        (await commune.GetAsync($"/p?number={note[3..].ToLowerInvariant()}")).Headers.Location!.OriginalString.ShouldBe(note);

        using var wrong = await commune.SubmitAsync(note, "receive", ("Good", "140"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(wrong)).QuerySelector("#Remark-error")!.TextContent.ShouldContain("ghi rõ chuyện gì đã xảy ra");
        using var received = await commune.SubmitAsync(note, "receive", ("Good", "140"), ("Damaged", "4"), ("Remark", "Sáu tờ không có trong bó"));
        received.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await commune.PageAsync(note)).QuerySelector("#state")!.TextContent.ShouldContain("hỏng 4 · thiếu 6");
        (await OwnAsync(app, "25318")).ShouldBe(before + 140);
        var book = await commune.PageAsync($"{Stock}/book");
        book.QuerySelector("tbody tr")!.TextContent.ShouldContain("Nhận hàng");
        var form = book.QuerySelector("form[action$=reverse]")!.GetAttribute("action")!;
        using var back = await commune.SubmitAsync(book, form, ("reason", "Đếm nhầm"));
        (await commune.PageAsync(note)).QuerySelector("form#receive").ShouldNotBeNull();
        (await OwnAsync(app, "25318")).ShouldBe(before);
        (await app.Services.GetRequiredService<StockCheck>().FindingsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_note_on_paper_opens_its_own_page_by_its_code()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.budop");
        using var sent = await district.SubmitAsync($"{Stock}/send", "send", ("To", "25318"), ("Quantity", "5"));
        var note = sent.Headers.Location!.OriginalString;
        using var answer = await district.GetAsync($"{note}/note.pdf");
        var folder = Directory.CreateTempSubdirectory("c111-note-");
        var file = Path.Combine(folder.FullName, "note.pdf");
        await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
        PdfLab.Run("pdftoppm", "-r", "300", "-gray", "-png", file, Path.Combine(folder.FullName, "page"));
        var pages = folder.GetFiles("page*.png");

        pages.Length.ShouldBe(1);
        var read = PdfLab.Run("zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", pages[0].FullName).Trim();
        new Uri(read).AbsolutePath.ShouldBe(note.ToUpperInvariant());
        (await district.PageAsync(new Uri(read).AbsolutePath)).QuerySelector("h1")!.TextContent.ShouldContain("Phiếu giao nhận");
        PdfLab.Run("pdftotext", file, "-").ShouldContain("Xã Tân Thành");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_receipt_that_a_phone_sends_again_is_answered_as_a_duplicate_and_changes_nothing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.budop");
        using var commune = await app.SignedInAsync("xa.25318");
        using var sent = await district.SubmitAsync($"{Stock}/send", "send", ("To", "25318"), ("Quantity", "5"));
        var receipt = new { key = Guid.CreateVersion7(), number = sent.Headers.Location!.OriginalString[3..], good = 5, damaged = 0, on = "2020-09-01", remark = (string?)null };

        async Task<string> SendAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/stock/receipts") { Content = JsonContent.Create(new { receipts = new[] { receipt } }) };
            request.Headers.Add("X-Campaign111", "1");
            request.Headers.Add("Origin", commune.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
            using var answer = await commune.Client.SendAsync(request);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("results")[0].GetProperty("status").GetString()!;
        }

        (await SendAsync()).ShouldBe("stored");
        var before = await OwnAsync(app, "25318");
        (await SendAsync()).ShouldBe("duplicate");
        (await OwnAsync(app, "25318")).ShouldBe(before);
    }

    [Fact]
    public async Task A_double_tap_sends_once_and_another_unit_s_note_stays_closed()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.budop");
        using var other = await app.SignedInAsync("xa.25321");
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        var page = await district.PageAsync($"{Stock}/send");

        using var first = await district.SubmitAsync(page, "send", ("To", "25318"), ("Quantity", "5"));
        using var second = await district.SubmitAsync(page, "send", ("To", "25318"), ("Quantity", "5"));
        var note = first.Headers.Location!.OriginalString;

        second.Headers.Location!.OriginalString.ShouldBe(note);
        (await other.GetAsync(note)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await other.GetAsync($"{note}/note.pdf")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await press.GetAsync(note)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var tooMuch = await district.SubmitAsync($"{Stock}/send", "send", ("To", "25318"), ("Quantity", "9999999"));
        tooMuch.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(tooMuch)).QuerySelector("#Quantity-error")!.TextContent.ShouldContain("chỉ còn");
        using var foreign = await district.SubmitAsync($"{Stock}/send", "send", ("To", "24823"), ("Quantity", "1"));
        foreign.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_print_run_an_event_a_count_and_a_refused_request_are_stored_with_their_audit()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var before = await OwnAsync(app, "70");

        using var run = await committee.SubmitAsync($"{Stock}/runs", "run", ("Quantity", "5000"), ("CostVnd", "2500000"), ("Printer", "Nhà in thử"), ("InStore", "true"));
        run.StatusCode.ShouldBe(HttpStatusCode.Redirect, await run.Content.ReadAsStringAsync());
        (await OwnAsync(app, "70")).ShouldBe(before + 5000);
        using var taken = await committee.SubmitAsync($"{Stock}/event", "use", ("Quantity", "20"), ("Reason", "Trường tiểu học"));
        taken.StatusCode.ShouldBe(HttpStatusCode.Redirect, await taken.Content.ReadAsStringAsync());
        using var count = await committee.SubmitAsync($"{Stock}/count", "use", ("Quantity", "7"));
        count.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await committee.PageAsync(Stock);
        using var refused = await committee.SubmitAsync(page, page.QuerySelector("form[action$=refuse]")!.GetAttribute("action")!, ("reason", "Huyện còn hàng"));
        using var commune = await app.SignedInAsync("xa.25318");
        (await commune.PageAsync(Stock)).QuerySelector("section[aria-labelledby=requests]")!.TextContent.ShouldContain("Huyện còn hàng");
        using var band = await committee.SubmitAsync($"{Stock}/reconciliation", "band-form", ("least", "0,9"), ("most", "2"));

        var actions = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<string>(
            "SELECT action FROM audit_event WHERE actor = 'tinh.binhphuoc' AND action LIKE 'stock.%' AND account_id IS NOT NULL ORDER BY id DESC"));
        actions.Take(4).ShouldBe(["stock.band", "stock.request-refused", "stock.event", "stock.print"]);
        (await committee.PageAsync($"{Stock}/reconciliation")).QuerySelector("#least")!.GetAttribute("value").ShouldBe("0,9");
    }

    [Fact]
    public async Task A_commune_s_page_is_light()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");

        var page = await commune.PageAsync(Stock);

        page.QuerySelector("link[href*=webfont]").ShouldBeNull();
        Encoding.UTF8.GetByteCount(page.DocumentElement.OuterHtml).ShouldBeLessThan(60_000);
    }

    private static Task<long> OwnAsync(AppFactory app, string code) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(
        "SELECT COALESCE(SUM(b.quantity), 0) FROM stock_balance b JOIN unit u ON u.id = b.place_id WHERE b.account = 'stock' AND u.code = @code AND u.level <> 'hamlet'", new { code }));
}
