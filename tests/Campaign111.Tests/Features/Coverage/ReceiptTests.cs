using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>Sent = stored: receipts are looked up later, by the phone and by the commune.</summary>
public class ReceiptTests
{
    private const string Page = "/campaigns/binh-phuoc-2020/coverage/25318/receipts";

    [Fact]
    public async Task A_receipt_says_what_arrived_and_what_the_ledger_holds()
    {
        await using var app = await DemoApp.CreateAsync();
        using var phone = await app.PhoneAsync("xa.25318");
        var (known, unknown) = (CoverageApp.Entry(), CoverageApp.Entry(place: "25318/nowhere"));
        var first = await ReceiptAsync(phone, known, CoverageApp.Entry(capturedAt: "2020-08-10T09:00:00+07:00"), unknown);
        var second = await ReceiptAsync(phone, known);

        Figures(await GetAsync(phone, first)).ShouldBe((3, 2, 0, 1, 2, 1, true));
        Figures(await GetAsync(phone, second)).ShouldBe((1, 0, 1, 0, 0, 0, true));
        using var several = await phone.GetAsync(new Uri($"/api/v1/coverage/receipts?codes={first},{second},R-NONE", UriKind.Relative));
        (await several.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipts").EnumerateArray().Select(each => each.GetProperty("receipt").GetString()).ShouldBe([first, second]);

        using var superior = await app.PhoneAsync("tinh.binhphuoc");
        Figures(await GetAsync(superior, first)).ShouldBe((3, 2, 0, 1, 2, 1, true));
        using var stranger = await app.PhoneAsync("xa.25249");
        using var hidden = await stranger.GetAsync(new Uri($"/api/v1/coverage/receipts/{first}", UriKind.Relative));
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var none = await phone.GetAsync(new Uri("/api/v1/coverage/receipts", UriKind.Relative));
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_commune_sees_for_each_person_and_day_that_what_was_sent_is_stored_and_that_a_loss_shows()
    {
        await using var app = await DemoApp.CreateAsync();
        using var phone = await app.PhoneAsync("xa.25318");
        var receipt = await ReceiptAsync(phone, CoverageApp.Entry(), CoverageApp.Entry(), CoverageApp.Entry(place: "25318/nowhere"));
        using var officer = await app.SignedInAsync("xa.25318");

        var page = await officer.PageAsync(Page);
        page.QuerySelector("main section h2")!.TextContent.ShouldBe("xa.25318");
        page.QuerySelector("main section")!.TextContent.ShouldContain("Gửi 3 lượt; 2 đã lưu");
        page.QuerySelector("main tbody th")!.TextContent.ShouldBe(receipt);
        page.QuerySelector("main [role=alert]").ShouldBeNull();
        (await officer.PageAsync($"{Page}?day=2020-07-29")).QuerySelector("main section h2").ShouldBeNull();

        // As if a row had been lost: the check must see it.
        await app.Services.GetRequiredService<Database>().WriteAsync(session => session.ExecuteAsync(
            "DELETE FROM coverage_entry WHERE id = (SELECT MAX(id) FROM coverage_entry WHERE receipt = @receipt)", new { receipt }));
        (await officer.PageAsync(Page)).QuerySelector("main [role=alert]")!.TextContent.ShouldContain("KHÔNG khớp");
        (await GetAsync(phone, receipt)).GetProperty("complete").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_page_is_the_communes_own()
    {
        await using var app = await DemoApp.CreateAsync();
        using var stranger = await app.SignedInAsync("xa.25249");
        using var answer = await stranger.GetAsync(Page);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static (int Sent, int Stored, int Duplicate, int Rejected, int InLedger, int Late, bool Complete) Figures(JsonElement receipt) => (
        Of(receipt, "sent"), Of(receipt, "stored"), Of(receipt, "duplicate"), Of(receipt, "rejected"), Of(receipt, "inLedger"), Of(receipt, "lateSent"),
        receipt.GetProperty("complete").GetBoolean());

    private static int Of(JsonElement receipt, string name) => receipt.GetProperty(name).GetInt32();

    private static async Task<string> ReceiptAsync(HttpClient phone, params object[] entries) => (await phone.SendAsync(entries)).Body.GetProperty("receipt").GetString()!;

    private static async Task<JsonElement> GetAsync(HttpClient phone, string receipt)
    {
        using var answer = await phone.GetAsync(new Uri($"/api/v1/coverage/receipts/{receipt}", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
