using System.IO.Compression;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Features.Shared;

/// <summary>The shell alone over HTTP, with one probe controller and without any feature or database.</summary>
public sealed class ShellTests : IAsyncLifetime
{
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Campaign111.Web", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseTestServer();
        builder.Services.AddShell().AddLocalisation();
        builder.Services.AddControllersWithViews().AddApplicationPart(typeof(ShellTests).Assembly);
        app = builder.Build();
        app.UseShell();
        app.UseRouting();
        app.MapControllers();
        await app.StartAsync();
        client = app.GetTestClient();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_missing_page_says_so_in_Vietnamese_and_keeps_its_status()
    {
        var (status, page) = await Get("/khong-co");
        status.ShouldBe(HttpStatusCode.NotFound);
        page.DocumentElement.GetAttribute("lang").ShouldBe("vi");
        page.QuerySelector("h1")!.TextContent.ShouldBe("Không tìm thấy trang");
        page.QuerySelector("a[href='tel:111']").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_crash_shows_a_page_without_details_and_with_a_number_to_quote()
    {
        var (status, page) = await Get("/probe/crash");
        status.ShouldBe(HttpStatusCode.InternalServerError);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Hệ thống gặp lỗi");
        page.QuerySelector(".error-code")!.TextContent.ShouldContain("500 · ");
        page.DocumentElement.TextContent.ShouldNotContain("the secret of the crash");
    }

    [Fact]
    public async Task The_query_changes_one_page_and_the_browser_s_preference_none()
    {
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-US");
        (await Get("/khong-co")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Không tìm thấy trang");
        var english = (await Get("/khong-co?lang=en")).Page;
        english.DocumentElement.GetAttribute("lang").ShouldBe("en");
        english.QuerySelector("h1")!.TextContent.ShouldBe("Page not found");
    }

    [Fact]
    public async Task The_language_is_chosen_by_a_form_with_a_token_and_kept_in_a_cookie()
    {
        using var bare = new FormUrlEncodedContent([new("lang", "en")]);
        (await client.PostAsync("/language", bare)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var response = await client.GetAsync("/khong-co");
        var form = (await Parse(response)).QuerySelector("form[action='/language']")!;
        var token = ((IHtmlInputElement)form.QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/language");
        request.Headers.Add("Cookie", response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        request.Content = new FormUrlEncodedContent([new("lang", "en"), new("back", "//evil.example"), new("__RequestVerificationToken", token)]);
        var chosen = await client.SendAsync(request);
        chosen.Headers.Location!.ToString().ShouldBe("/");
        chosen.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("campaign111.lang=en; max-age=31536000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_carries_no_inline_script_or_style()
    {
        var page = (await Get("/khong-co")).Page;
        page.QuerySelectorAll("[style], style, script:not([src])").ShouldBeEmpty();
        page.All.SelectMany(element => element.Attributes).ShouldNotContain(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/css/site.css")]
    [InlineData("/css/tokens.css")]
    [InlineData("/lib/bootstrap/bootstrap-reboot.min.css")]
    [InlineData("/lib/be-vietnam-pro/be-vietnam-pro-vietnamese-400-normal.woff2")]
    [InlineData("/favicon.svg")]
    public async Task Files_from_package_json_and_our_own_are_served_with_content(string path) =>
        (await client.GetByteArrayAsync(path)).Length.ShouldBeGreaterThan(200);

    [Fact]
    public async Task The_frame_of_a_commune_s_page_takes_less_than_half_of_its_60_KB()
    {
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var html = await client.GetByteArrayAsync("/probe/page");
        await using var unzipped = new GZipStream(new MemoryStream(html), CompressionMode.Decompress);
        var page = await new HtmlParser().ParseDocumentAsync(unzipped);
        var sum = html.Length;
        foreach (var link in page.QuerySelectorAll("link[href]").Select(link => link.GetAttribute("href")!))
        {
            var file = await client.GetAsync(link);
            file.EnsureSuccessStatusCode();
            if (link.Contains("?v=", StringComparison.Ordinal))
            {
                file.Headers.CacheControl!.ToString().ShouldContain("immutable");
            }

            sum += (await file.Content.ReadAsByteArrayAsync()).Length;
        }

        page.QuerySelectorAll("link[rel=stylesheet]").Length.ShouldBe(4);
        sum.ShouldBeInRange(10_000, 25_000, "the frame's share of the 60 KB that a commune's page may weigh");
    }

    [Theory]
    [InlineData("vi", "Households=12.5", "“12.5” không phải là số. Hãy gõ như 1234 hoặc 1.234; phần thập phân sau dấu phẩy, như 12,5.")]
    [InlineData("vi", "Households=12,5", "“12,5” có phần lẻ. Hãy nhập một số nguyên.")]
    [InlineData("vi", "Households=99.999.999.999", "“99.999.999.999” quá lớn cho ô này. Hãy kiểm tra lại số đã nhập.")]
    [InlineData("vi", "Households=6000", "“Số hộ” phải từ 1 đến 5000.")]
    [InlineData("vi", "Households=", "Hãy điền “Số hộ”.")]
    [InlineData("en", "Households=", "Fill in “Households”.")]
    [InlineData("vi", "Day=9/30/2020", "“9/30/2020” không phải là một ngày. Hãy nhập ngày/tháng/năm, như 30/9/2020.")]
    [InlineData("vi", "Mail=abc", "“Hộp thư” chưa đúng dạng hộp thư, như ten@coquan.gov.vn.")]
    [InlineData("en", "Mail=abc", "“E-mail” is not an e-mail address, like name@office.gov.vn.")]
    [InlineData("vi", "Hamlet=", "Hãy điền “Thôn”.")]
    [InlineData("vi", "Share=1.234,5&Households=1.234", "")]
    public async Task Forms_refuse_in_the_reader_s_language_and_say_what_to_type(string language, string changed, string expected)
    {
        var fields = new Dictionary<string, string> { ["Households"] = "45", ["Day"] = "1/9/2020", ["Hamlet"] = "thon-3" };
        foreach (var pair in changed.Split('&'))
        {
            fields[pair.Split('=')[0]] = pair.Split('=')[1];
        }

        using var content = new FormUrlEncodedContent(fields);
        var response = await client.PostAsync("/probe/form?lang=" + language, content);
        (await response.Content.ReadAsStringAsync()).ShouldBe(expected);
    }

    private async Task<(HttpStatusCode Status, IHtmlDocument Page)> Get(string path)
    {
        var response = await client.GetAsync(path);
        return (response.StatusCode, await Parse(response));
    }

    private static async Task<IHtmlDocument> Parse(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
}
