using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts;

public class BulkInvitationTests
{
    private const string Header = "Tên đăng nhập;Tên hiển thị;Vai trò;Mã đơn vị;Thư điện tử\n";

    [Fact]
    public async Task One_bad_row_and_nobody_is_invited()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");

        var page = await UploadAsync(province, Header
            + "moi.1;Người một;Cán bộ xã;25318;\n"
            + "Có Dấu;Người hai;Cán bộ xã;25318;\n"
            + "xa.25318;Người ba;Cán bộ xã;25318;\n"
            + "moi.1;Người bốn;Cán bộ xã;25318;\n"
            + "moi.5;Người năm;Chủ tịch;25318;\n"
            + "moi.6;Người sáu;Cán bộ xã;00001;\n"
            + "moi.7;Người bảy;Cán bộ huyện;25318;\n"
            + "moi.8;Người tám;Quản trị;70;\n"
            + "moi.9;;commune-officer;25318;không phải thư\n");

        page.QuerySelector("#send").ShouldBeNull();
        page.QuerySelectorAll("#errors tbody tr").Select(row => $"{row.Children[0].TextContent} {row.Children[1].TextContent}").ShouldBe(
        [
            "3 Tên đăng nhập", "4 Tên đăng nhập", "5 Tên đăng nhập", "6 Vai trò", "7 Mã đơn vị", "8 Vai trò", "9 Mã đơn vị", "10 Tên hiển thị", "10 Thư điện tử",
        ]);
        (await CountAsync(app, "moi.%")).ShouldBe(0);
    }

    [Fact]
    public async Task A_hundred_and_eleven_communes_get_links_a_list_and_a_sheet()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        var database = app.Services.GetRequiredService<Database>();
        var codes = await database.ReadAsync(session => session.QueryAsync<string>(
            "SELECT user_name FROM account WHERE user_name LIKE 'xa.%' ORDER BY user_name"));
        codes.Count.ShouldBe(111);
        var file = Header + string.Concat(codes.Select(code => $"hai.{code};Người thứ hai của {code};Cán bộ xã;{code[3..]};\n"));

        var asked = await UploadAsync(province, file);
        asked.QuerySelectorAll("#people tbody tr").Length.ShouldBe(111, asked.Body!.TextContent);
        (await CountAsync(app, "hai.%")).ShouldBe(0, "shown first, then invited");
        using var sent = await province.SubmitAsync(asked, "send");
        var page = await Browser.ParseAsync(sent);

        var links = page.QuerySelectorAll("#links code").Select(code => code.TextContent).ToList();
        links.Distinct().Count().ShouldBe(111, page.Body!.TextContent);
        (await CountAsync(app, "hai.%")).ShouldBe(111);
        (await database.ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'account.invited'"))).ShouldBe(1);
        (await app.Browse().PageAsync(InvitationTests.PathOf(links[110]))).Title!.ShouldContain("lời mời");

        using var csv = await province.SubmitAsync(page, "/people/invite-many/links.csv");
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(112);
        lines[1].ShouldContain(links[0]);

        using var pdf = await province.SubmitAsync(page, "/people/invite-many/sheet.pdf");
        pdf.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        Encoding.ASCII.GetString(await pdf.Content.ReadAsByteArrayAsync(), 0, 5).ShouldBe("%PDF-");

        // Sealed for the one who made them: somebody else's browser gets nothing out of it.
        using var district = await app.SignedInAsync("huyen.dongphu");
        var sealedLinks = ((IHtmlInputElement)page.QuerySelector("form[action='/people/invite-many/links.csv'] input[name=links]")!).Value;
        using var stolen = await district.SubmitAsync("/people/invite-many", "bulk", ("links", sealedLinks));
        stolen.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_file_without_the_columns_is_named_as_such()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");

        var page = await UploadAsync(province, "a;b\n1;2\n");

        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("thiếu cột");
    }

    [Fact]
    public async Task Headings_in_any_order_names_instead_of_codes_and_lost_zeros_are_understood()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");

        // No code but the name; the name where the code belongs; "Tân Tiến" alone is one of two, so the type decides.
        var page = await UploadAsync(province, "E-mail;Đơn vị;VAI TRÒ;Họ và tên;Tên đăng nhập\n"
            + ";Xã Đồng Tâm;cán bộ xã;Người một;moi.1\n"
            + "a@coquan.vn;25363;Cán bộ xã;Người hai;moi.2\n"
            + ";huyện đồng phú;Cán bộ huyện;Người ba;moi.3\n");

        page.QuerySelectorAll("#people tbody tr").Select(row => row.Children[2].TextContent.Trim().Split(' ')[^1]).ShouldBe(["25369", "25363", "695"], page.Body!.TextContent);
        page.QuerySelector("#send button")!.TextContent.ShouldContain("3");
        (await CountAsync(app, "moi.%")).ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_two_communes_bear_asks_for_the_code_and_a_stranger_is_not_found()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");

        var page = await UploadAsync(province, Header + "moi.1;Một;Cán bộ xã;Tân Tiến;\nmoi.2;Hai;Cán bộ xã;Xã Không Có;\nmoi.3;Ba;Cán bộ xã;;\n");

        var errors = page.QuerySelectorAll("#errors tbody tr").Select(row => row.Children[2].TextContent).ToList();
        errors.Count.ShouldBe(3);
        errors[0].ShouldContain("ghi mã");
        errors[1].ShouldContain("Không tìm thấy");
        errors[2].ShouldContain("Ghi mã hành chính hoặc tên");
    }

    [Fact]
    public async Task Three_thousand_rows_are_read_shown_and_told_apart()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");

        var page = await UploadAsync(province, Header + string.Concat(Enumerable.Range(1, 3000).Select(at => $"dong.{at};Người thứ {at};Cán bộ xã;25318;\n")));

        page.QuerySelectorAll("#people tbody tr").Length.ShouldBe(200);
        page.QuerySelector("#send button")!.TextContent.ShouldContain("3.000");
        var tooMany = await UploadAsync(province, Header + string.Concat(Enumerable.Range(1, 4100).Select(at => $"dong.{at};Người;Cán bộ xã;25318;\n")));
        tooMany.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Chia thành nhiều tệp");
    }

    [Fact]
    public async Task What_the_template_gives_out_is_read_back_as_it_is()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.dongphu");
        using (var full = await district.GetAsync("/people/invite-many/template.xlsx"))
        {
            // Every commune of the demo has its officer: nothing is left to invite.
            using var table = TableFile.Open(await full.Content.ReadAsStreamAsync(), "moi.xlsx");
            table.Head.Count.ShouldBe(2, "a note and the headings");
        }

        var database = app.Services.GetRequiredService<Database>();
        await database.WriteAsync(session => session.ExecuteAsync("UPDATE account SET user_name = 'cu.1', user_name_key = 'CU.1' WHERE user_name = 'xa.25363'"));
        using var template = await district.GetAsync("/people/invite-many/template.xlsx");
        using var response = await district.UploadAsync("/people/invite-many", "bulk", "file", "moi.xlsx", await template.Content.ReadAsByteArrayAsync());

        (await Browser.ParseAsync(response)).QuerySelectorAll("#people tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("xa.25363");
    }

    private static async Task<IHtmlDocument> UploadAsync(Browser browser, string text)
    {
        using var response = await browser.UploadAsync("/people/invite-many", "bulk", "file", "moi.csv", Encoding.UTF8.GetBytes(text));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await Browser.ParseAsync(response);
    }

    private static Task<int> CountAsync(AppFactory app, string like) => app.Services.GetRequiredService<Database>().ReadAsync(
        session => session.ScalarAsync<int>("SELECT COUNT(*) FROM account WHERE user_name LIKE @like", new { like }));
}
