using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Data;
using Campaign111.Tests.Features.Reminders;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Architecture;

/// <summary>What answers when something goes wrong, and what leaves the product, in the reader's language: error pages, refused forms, mails, workbooks.</summary>
public class AnswersLanguageTests
{
    private const string Campaign = "/campaigns/binh-phuoc-2020";

    private static readonly int[] Codes = [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503];

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Error_pages_and_refused_forms(string language)
    {
        await using var app = await DemoApp.CreateAsync();
        var languages = await Languages.OfAsync(app.Services.GetRequiredService<Database>());
        using var anybody = app.Browse();
        using var officer = await app.SignedInAsync("xa.25318");
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        foreach (var browser in new[] { anybody, officer, committee })
        {
            await ChooseAsync(browser, language);
        }

        var answers = new Dictionary<string, HttpResponseMessage>();
        foreach (var code in Codes)
        {
            answers[$"{code}"] = await officer.GetAsync($"/error/{code}");
        }

        answers["nowhere"] = await officer.GetAsync("/nowhere");
        answers["another's unit"] = await officer.GetAsync($"{Campaign}/coverage/25309");
        answers["an old link"] = await anybody.GetAsync("/join/none");
        answers["a wrong password"] = await anybody.SignInAsync("xa.25318", "wrong");
        answers["a wrong invitation"] = await officer.SubmitAsync("/people/invite", "invite", ("UserName", "Không Được"), ("Unit", "99999"));
        answers["a wrong tally"] = await officer.SubmitAsync($"{Campaign}/coverage/25318/thon-1", "tally", ("Households", "x"), ("Leaflets", "-1"));
        answers["a wrong campaign"] = await committee.SubmitAsync("/campaigns/new", "campaign", ("Name", ""), ("Slug", "Ă"), ("StartsOn", "40/40/2020"));
        answers["a wrong dispatch"] = await committee.SubmitAsync($"{Campaign}/dispatches/new", "dispatch", ("Number", ""), ("IssuedOn", "x"));
        answers["a wrong print run"] = await committee.SubmitAsync($"{Campaign}/stock/runs", "run", ("Quantity", "-5"));
        answers["a wrong export"] = await committee.SubmitAsync($"{Campaign}/units/70/export", "export-progress", ("day", "x"));

        var wrong = new List<string>();
        foreach (var (name, answer) in answers)
        {
            ((int)answer.StatusCode is 200 or >= 400).ShouldBeTrue($"{name}: {answer.StatusCode}");
            var page = await Browser.ParseAsync(answer);
            wrong.AddRange(languages.Wrong(LanguageTests.TextsOf(page, language), language).Select(text => $"{name}: {text}"));
            page.DocumentElement.GetAttribute("lang").ShouldBe(language, name);
            answer.Dispose();
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Mails(string language)
    {
        await using var app = await DemoApp.CreateAsync();
        var database = app.Services.GetRequiredService<Database>();
        await database.WriteAsync(session => session.ExecuteAsync("UPDATE account SET language = @language WHERE user_name = 'xa.25249'", new { language }));
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var form = (await committee.PageAsync($"{Campaign}/reminders")).QuerySelector($"form.confirm-body[action='{Campaign}/reminders'] input[name=__RequestVerificationToken]").ShouldNotBeNull();
        using var fields = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", form.GetAttribute("value"))]);
        (await committee.Client.PostAsync(new Uri($"{Campaign}/reminders", UriKind.Relative), fields)).Dispose();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Dispatcher>().RunAsync(default);

        var mail = Directory.GetFiles(Path.Combine(app.Folder, "mail"), "*.eml").Select(file => new ReceivedMail(File.ReadAllText(file, Encoding.ASCII)))
            .Single(each => each.Headers["To"].Any(to => to.Contains("xa.25249", StringComparison.Ordinal)));

        var languages = await Languages.OfAsync(database);
        var texts = mail.Parts.SelectMany(part => part.Content.TrimStart().StartsWith('<') ? LanguageTests.TextsOf(new HtmlParser().ParseDocument(part.Content), language) : part.Content.Split('\n')).ToList();
        texts.Count.ShouldBeGreaterThan(5);
        languages.Wrong(texts, language).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Workbooks(string language)
    {
        await using var app = await DemoApp.CreateAsync();
        var languages = await Languages.OfAsync(app.Services.GetRequiredService<Database>());
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        await ChooseAsync(committee, language);
        foreach (var kind in new[] { "progress", "days", "stock", "reconciliation", "reminders" })
        {
            using var file = await committee.SubmitAsync($"{Campaign}/units/70/export", $"export-{kind}", ("format", "xlsx"));
            using var workbook = new ZipArchive(await file.Content.ReadAsStreamAsync(), ZipArchiveMode.Read);
            var texts = workbook.Entries.Where(part => part.FullName.StartsWith("xl/", StringComparison.Ordinal) && part.FullName.EndsWith(".xml", StringComparison.Ordinal)).SelectMany(TextsOf).ToList();

            texts.Count.ShouldBeGreaterThan(5, kind);
            languages.Wrong(texts, language).ShouldBeEmpty(kind);
        }
    }

    private static IEnumerable<string> TextsOf(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        return [.. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "t").Select(element => element.Value)];
    }

    private static async Task ChooseAsync(Browser browser, string language)
    {
        using var chosen = await browser.SubmitAsync("/sign-in", "/language", ("lang", language));
        chosen.IsSuccessStatusCode.ShouldBeFalse();
    }
}
