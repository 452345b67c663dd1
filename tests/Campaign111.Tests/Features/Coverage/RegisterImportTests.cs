using System.Net;
using System.Text;
using AngleSharp.Dom;
using Campaign111.Features.Coverage.Register;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>Households by file and page: what an office sends, and what nobody should.</summary>
public class RegisterImportTests
{
    private const string Home = "/campaigns/binh-phuoc-2020/coverage/25318/register";

    [Theory]
    [InlineData("Họ và tên chủ hộ", "", true)]
    [InlineData("Số CCCD", "", true)]
    [InlineData("Điện thoại", "", true)]
    [InlineData("Tên trẻ em", "", true)]
    [InlineData("Năm sinh", "", true)]
    [InlineData("Ghi chú", "0912 345 678", true)]
    [InlineData("Ghi chú", "070123456789", true)]
    [InlineData("Địa chỉ", "Tổ 3, số 12", false)]
    [InlineData("Mã hộ", "H0001", false)]
    [InlineData("Tên thôn", "Thôn 3", false)]
    public void Personal_columns_are_known_by_heading_or_by_what_stands_in_them(string heading, string value, bool personal) =>
        PersonalColumns.IsPersonal(heading, [value]).ShouldBe(personal);

    [Fact]
    public async Task A_file_is_previewed_mapped_tried_and_imported_without_its_personal_columns()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var before = await CountAsync(app);
        var file = "Thôn;Mã hộ;Chủ hộ;Số CCCD;Số nhà, tổ\nThôn 5;K1;Người A;070123456789;Tổ 1\nthon-5;K2;Người B;070123456780;Tổ 2\n25318/thon-5;K3;;;Tổ 3\n";

        var preview = await SendAsync(officer, "so ho.csv", Encoding.UTF8.GetBytes(file));

        preview.QuerySelector("#dropped")!.TextContent.ShouldContain("Chủ hộ, Số CCCD");
        preview.Body!.TextContent.ShouldNotContain("Người A");
        preview.QuerySelector("#dry-run")!.TextContent.ShouldContain("3 hộ mới");
        (await CountAsync(app)).ShouldBe(before);
        var address = preview.QuerySelector("#confirm")!.GetAttribute("action")!;
        var mapped = await officer.PageAsync($"{address}?Hamlet=Th%C3%B4n&Code=M%C3%A3+h%E1%BB%99&Address={Uri.EscapeDataString("Số nhà, tổ")}");
        using var done = await officer.SubmitAsync(mapped, "confirm");
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await CountAsync(app)).ShouldBe(before + 3);
        (await officer.PageAsync("/campaigns/binh-phuoc-2020/coverage/25318/thon-5/households/K2")).QuerySelector(".lead")!.TextContent.ShouldBe("Tổ 2");
        (await officer.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_bad_row_is_named_by_line_and_column_and_nothing_is_imported()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var before = await CountAsync(app);
        var file = "thôn;mã hộ;địa chỉ\nthon-5;K1;Tổ 1\nthon-99;K2;Tổ 2\nthon-5;K 3;Tổ 3\nthon-5;K1;Tổ 4\nthon-5;K5;gọi 0912345678\n";

        var preview = await SendAsync(officer, "so.csv", Encoding.UTF8.GetBytes(file));

        preview.QuerySelectorAll("#errors tbody tr").Select(row => $"{row.Children[0].TextContent} {row.Children[1].TextContent}")
            .ShouldBe(["3 thôn", "4 mã hộ", "5 mã hộ", "6 địa chỉ"]);
        preview.QuerySelector("#confirm").ShouldBeNull();
        (await CountAsync(app)).ShouldBe(before);
    }

    [Fact]
    public async Task Importing_again_updates_by_code_and_keeps_the_coverage()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var page = "/campaigns/binh-phuoc-2020/coverage/25318/thon-3";
        var reached = (await officer.PageAsync(page)).QuerySelector(".figure-main .figure-value")!.TextContent;

        var preview = await SendAsync(officer, "so.csv", Encoding.UTF8.GetBytes("thôn;mã hộ;địa chỉ\nthon-3;H0001;Số 7 mới\nthon-3;H0002;Số 8 mới\n"));
        using var done = await officer.SubmitAsync(preview, "confirm");

        preview.QuerySelector("#dry-run")!.TextContent.ShouldContain("2 hộ sửa");
        (await officer.PageAsync(page)).QuerySelector(".figure-main .figure-value")!.TextContent.ShouldBe(reached);
        (await officer.PageAsync(page + "/households/H0001")).QuerySelector(".lead")!.TextContent.ShouldBe("Số 7 mới");
        await app.AgreeAsync();
    }

    [Fact]
    public async Task Another_commune_cannot_open_or_confirm_the_file()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        using var neighbour = await app.SignedInAsync("xa.25309");
        var preview = await SendAsync(officer, "so.csv", Encoding.UTF8.GetBytes("thôn;mã hộ\nthon-5;K1\n"));
        var address = preview.QuerySelector("#confirm")!.GetAttribute("action")!;

        (await neighbour.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await neighbour.GetAsync(address.Replace("25318", "25309", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> SendAsync(Browser browser, string name, byte[] file)
    {
        using var sent = await browser.UploadAsync(Home, "upload", "file", name, file);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await browser.PageAsync(sent.Headers.Location!.ToString());
    }

    private static Task<int> CountAsync(AppFactory app) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM household"));
}
