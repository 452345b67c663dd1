using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Campaign111.Features.Accounts;
using Campaign111.Features.Coverage.Places;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit.Abstractions;

namespace Campaign111.Tests.Features.Guide;

/// <summary>From an empty database to a commune officer's first entry, on the pages that people see. Every page opened, button pressed and field filled is
/// counted: the numbers stand in src/README.md.</summary>
public class FirstRunTests(ITestOutputHelper told)
{
    private const string Password = "rừng cao su mùa lá rụng";

    // Cao Bằng, a province of both trees: 56 communes in the tree of 2025.
    private const string Place = "2025|04";

    [Fact]
    public async Task The_whole_way_from_an_empty_database_to_a_first_entry()
    {
        await using var app = new AppFactory(demo: false);
        var walk = new Walk(app.Browse());
        await walk.SubmitAsync(await SetupLinkAsync(app), "setup", ("UserName", "truong.phong"), ("DisplayName", "Trưởng phòng"), ("Password", Password), ("Again", Password));
        walk.At.ShouldBe("/start");
        walk.Next.ShouldStartWith("2.");

        await walk.SubmitAsync(null, "province", ("place", Place));
        walk.Next.ShouldStartWith("3.");
        walk.Text.ShouldContain("56 xã, phường");

        await walk.FollowAsync("/start/campaign");
        await walk.SubmitAsync(null, "founding", ("Number", "815/UBND-VX"), ("Subject", "V/v đưa số 111 đến mọi gia đình"), ("Wording", "đến hết ngày 20/12/2099"), ("LastDay", "20/12/2099"));
        walk.At.ShouldBe("/start");
        walk.Next.ShouldStartWith("4.");
        walk.Text.ShouldContain("20/12/2099");

        await walk.FollowAsync("/places");
        var list = await FilledAsync(await walk.DownloadAsync("/template.xlsx"));
        await walk.UploadAsync("places", "so-ho.csv", list);
        walk.At.ShouldBe("/start");
        walk.Next.ShouldStartWith("5.");
        walk.Text.ShouldContain("56/56 xã đã có số hộ");

        await walk.FollowAsync("/people/invite-many");
        await walk.UploadAsync("bulk", "moi.xlsx", await walk.DownloadAsync("/template.xlsx"));
        walk.Page.QuerySelectorAll("#people tbody tr").Length.ShouldBe(56, walk.Text);
        (await CountAsync(app)).ShouldBe(1, "shown, not yet invited");
        await walk.SubmitAsync(null, "send");
        var link = new Uri(walk.Page.QuerySelectorAll("#links code")[0].TextContent).AbsolutePath;
        (await CountAsync(app)).ShouldBe(57);

        var officer = new Walk(app.Browse());
        await officer.SubmitAsync(link, "join", ("Password", Password), ("Again", Password));
        await officer.FollowAsync("/coverage/");
        await officer.FollowAsync("/toan-xa");
        await officer.SubmitAsync(null, "tally", ("Households", "3"), ("Leaflets", "3"));
        officer.Text.ShouldContain("3");

        await walk.OpenAsync("/start");
        walk.Next.ShouldBe("");
        walk.Page.QuerySelectorAll(".step.is-done").Length.ShouldBe(6, walk.Text);
        told.WriteLine($"set-up: {walk.Clicks} clicks, {walk.Fields} fields, {walk.Pages} pages; first entry: {officer.Clicks} clicks, {officer.Fields} fields, {officer.Pages} pages");
        walk.Clicks.ShouldBeLessThanOrEqualTo(13, "src/README.md states the number");
        officer.Clicks.ShouldBeLessThanOrEqualTo(4, "src/README.md states the number");
    }

    [Fact]
    public async Task A_refused_dispatch_leaves_no_campaign_behind_and_the_guide_where_it_was()
    {
        await using var app = new AppFactory(demo: false);
        var walk = new Walk(app.Browse());
        await walk.SubmitAsync(await SetupLinkAsync(app), "setup", ("UserName", "truong.phong"), ("DisplayName", "Trưởng phòng"), ("Password", Password), ("Again", Password));
        await walk.SubmitAsync(null, "province", ("place", Place));
        await walk.FollowAsync("/start/campaign");

        // The campaign itself would do; its dispatch ends before it was issued.
        await walk.SubmitAsync(null, "founding", ("Number", "1/UBND"), ("Subject", "V/v"), ("IssuedOn", "5/8/2026"), ("Wording", "đến hết ngày 1/8/2026"), ("LastDay", "1/8/2026"));

        walk.Page.QuerySelector("#LastDay-error").ShouldNotBeNull(walk.Text);
        var database = app.Services.GetRequiredService<Database>();
        (await database.ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM campaign"))).ShouldBe(0);
        await walk.OpenAsync("/start");
        walk.Next.ShouldStartWith("3.");

        // Without a last day the wording proposes one and nothing is written yet.
        await walk.FollowAsync("/start/campaign");
        await walk.SubmitAsync(null, "founding", ("Number", "1/UBND"), ("Subject", "V/v"), ("IssuedOn", "5/8/2026"), ("Wording", "trước ngày 30/9/2026"));
        ((IHtmlInputElement)walk.Page.QuerySelector("#LastDay")!).Value.ShouldBe("29/9/2026");
        await walk.SubmitAsync(null, "founding");
        walk.At.ShouldBe("/start");
        walk.Next.ShouldStartWith("4.");
    }

    [Fact]
    public async Task A_list_of_places_with_one_bad_row_changes_nothing_and_says_where()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var text = "Mã xã;Tên xã;Thôn, ấp, khu phố;Số hộ;Nguồn;Ngày\n"
            + "25318;Xã Tân Thành;Thôn Mới;120;Xã báo cáo;1/9/2020\n"
            + "99999;Xã Lạ;Thôn 1;10;;\n"
            + "25318;;Nơi nào đó;10;;\n"
            + "25318;;Thôn Mới;11;;\n"
            + "25318;;Thôn 3;mười;;\n"
            + "01234;;;10;;\n";

        using var refused = await committee.UploadAsync("/campaigns/binh-phuoc-2020/places", "places", "file", "so-ho.csv", Encoding.UTF8.GetBytes(text));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ParseAsync(refused);
        page.QuerySelectorAll("#errors tbody tr").Select(row => row.Children[0].TextContent).ShouldBe(["3", "4", "5", "6", "7"]);
        var database = app.Services.GetRequiredService<Database>();
        (await database.ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM unit WHERE name = 'Mới'"))).ShouldBe(0);

        using var good = await committee.UploadAsync("/campaigns/binh-phuoc-2020/places", "places", "file", "so-ho.csv",
            Encoding.UTF8.GetBytes("Số hộ;Mã xã;Thôn\n120;25318;Thôn Mới\n150;25318;thôn 3\n"));
        good.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await database.ReadAsync(session => session.ScalarAsync<int>(
            "SELECT COUNT(*) FROM place_target t JOIN unit u ON u.id = t.unit_id JOIN unit c ON c.id = u.parent_id WHERE c.code = '25318' AND t.superseded_at IS NULL AND u.name IN ('Mới', '3') AND t.households IN (120, 150)")))
            .ShouldBe(2, "one hamlet is new, the other was known by its name");
    }

    private static async Task<string> SetupLinkAsync(AppFactory app)
    {
        var notice = app.Services.GetServices<IHostedService>().OfType<StartNotice>().Single();
        var line = (await notice.LinesAsync(default)).Single(candidate => candidate.Contains("/setup/", StringComparison.Ordinal));
        return line[line.IndexOf("/setup/", StringComparison.Ordinal)..];
    }

    private static Task<int> CountAsync(AppFactory app) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM account"));

    // What a person does in Excel: a number behind each commune.
    private static async Task<byte[]> FilledAsync(byte[] template)
    {
        using var stream = new MemoryStream(template);
        using var table = TableFile.Open(stream, "so-ho.xlsx");
        var lines = table.Read(PlaceListColumns.Schema)
            .Select((row, at) => string.Create(CultureInfo.InvariantCulture, $"{row[PlaceListColumns.Commune]};{row[PlaceListColumns.CommuneName]};{row[PlaceListColumns.Hamlet]};{500 + at};{row[PlaceListColumns.Source]};{row[PlaceListColumns.Date]}"))
            .ToList();
        lines.Count.ShouldBe(56);
        return await Task.FromResult(Encoding.UTF8.GetBytes("Mã xã;Tên xã;Thôn, ấp, khu phố;Số hộ;Nguồn;Ngày số liệu\n" + string.Join('\n', lines)));
    }

    /// <summary>A person at work, counted.</summary>
    private sealed class Walk(Browser browser)
    {
        public IHtmlDocument Page { get; private set; } = null!;

        public string At { get; private set; } = "";

        public int Clicks { get; private set; }

        public int Fields { get; private set; }

        public int Pages { get; private set; }

        public string Text => Page.QuerySelector("main")!.TextContent;

        /// <summary>Heading of the step that the guide says comes next.</summary>
        public string Next => Page.QuerySelector(".step.is-next h2")?.TextContent.Trim() ?? "";

        public async Task OpenAsync(string address) => await ArriveAsync(await browser.GetAsync(address), address);

        /// <summary>Presses the first link whose address contains a text.</summary>
        public async Task FollowAsync(string part)
        {
            var link = Page.QuerySelectorAll("main a").Select(one => one.GetAttribute("href") ?? "").FirstOrDefault(href => href.Contains(part, StringComparison.Ordinal));
            link.ShouldNotBeNull($"{At} has no link to {part}: {Text}");
            Clicks++;
            await ArriveAsync(await browser.GetAsync(link), link);
        }

        public async Task<byte[]> DownloadAsync(string part)
        {
            var link = Page.QuerySelectorAll("main a").Select(one => one.GetAttribute("href")!).First(href => href.Contains(part, StringComparison.Ordinal));
            Clicks++;
            using var response = await browser.GetAsync(link);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, link);
            return await response.Content.ReadAsByteArrayAsync();
        }

        public async Task SubmitAsync(string? address, string form, params (string Name, string Value)[] fields)
        {
            if (address is not null)
            {
                await OpenAsync(address);
            }

            Clicks++;
            Fields += fields.Length;
            await ArriveAsync(await browser.SubmitAsync(Page, form, fields), At);
        }

        public async Task UploadAsync(string form, string name, byte[] file)
        {
            // Choosing a file is a click, sending it another.
            Clicks += 2;
            await ArriveAsync(await browser.UploadAsync(At, form, "file", name, file), At);
        }

        private async Task ArriveAsync(HttpResponseMessage response, string address)
        {
            while (response.StatusCode is HttpStatusCode.Redirect)
            {
                address = response.Headers.Location!.OriginalString;
                response.Dispose();
                response = await browser.GetAsync(address);
            }

            ((int)response.StatusCode).ShouldBeLessThan(500, address);
            (Page, At) = (await Browser.ParseAsync(response), address);
            Pages++;
            response.Dispose();
        }
    }
}
