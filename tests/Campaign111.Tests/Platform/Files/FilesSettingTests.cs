using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Files;
using Campaign111.Platform.Operations.Backup;
using Campaign111.Tests.Features.Leaflets;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Platform.Files;

/// <summary>The whole product with its files elsewhere than in the data folder.</summary>
public sealed class FilesSettingTests : IDisposable
{
    private static readonly string[] Areas = ["designs", "dispatches", "exports", "landing", "materials", "print"];
    private readonly string shared = Directory.CreateTempSubdirectory("campaign111-shared-").FullName;

    [Theory]
    [InlineData(FilesOptions.InDatabase)]
    [InlineData(FilesOptions.InFolder)]
    public async Task Materials_come_from_there_with_ranges_and_a_backup_holds_them(string kind)
    {
        // The demo was loaded with its files in the data folder: they move first.
        var folder = await DemoApp.CopyAsync();
        var settings = new Dictionary<string, string?> { ["Campaign111:Files"] = kind };
        if (kind == FilesOptions.InFolder)
        {
            settings["Campaign111:FilesFolder"] = shared;
            foreach (var area in Areas.Where(area => Directory.Exists(Path.Combine(folder, area))))
            {
                Directory.Move(Path.Combine(folder, area), Path.Combine(shared, area));
            }
        }
        else
        {
            await using var before = new AppFactory(demo: true, folder);
            (await CliRunner.RunAsync(before.Services, ["files", "move", "--to", "database", "--remove"])).ShouldBe(0);
        }

        await using var app = new AppFactory(demo: true, folder, settings);
        using var browser = await app.SignedInAsync("baochi.binhphuoc");
        var page = await browser.PageAsync("/materials");
        var link = page.QuerySelectorAll("a[href^='/materials/']").Select(a => a.GetAttribute("href")!).First(href => href.EndsWith(".pdf", StringComparison.Ordinal));
        var whole = await browser.Client.GetByteArrayAsync(new Uri(link, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new RangeHeaderValue(5, 14) } };
        using var part = await browser.Client.SendAsync(request);

        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(whole[5..15]);
        (await browser.GetAsync(link.TrimEnd('/') + "/preview.png")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var kit = new ZipArchive(new MemoryStream(await browser.Client.GetByteArrayAsync(new Uri("/materials/kit.zip", UriKind.Relative))));
        kit.Entries.Count.ShouldBeGreaterThan(3);
        (Directory.Exists(Path.Combine(folder, "materials")) && Directory.GetFiles(Path.Combine(folder, "materials")).Length > 0).ShouldBeFalse("they lie elsewhere");

        var made = await app.Services.GetRequiredService<Backups>().MakeAsync(Path.Combine(shared, "backups"), default);
        await Restores.RunAsync(made, Path.Combine(shared, "restored"), TextWriter.Null, default);
        SqliteConnection.ClearAllPools();
        await using var again = new AppFactory(demo: true, Path.Combine(shared, "restored"), new Dictionary<string, string?> { ["Campaign111:Files"] = kind });
        using var later = await again.SignedInAsync("baochi.binhphuoc");
        (await later.Client.GetByteArrayAsync(new Uri(link, UriKind.Relative))).ShouldBe(whole);
    }

    [Fact]
    public async Task A_design_that_one_node_kept_in_the_database_prints_on_another()
    {
        var folder = await DemoApp.CopyAsync();
        var settings = new Dictionary<string, string?> { ["Campaign111:Files"] = FilesOptions.InDatabase };
        await using (var one = new AppFactory(demo: true, folder, settings))
        {
            using var design = new DesignFixture("bien-lac-111");
            await DesignVersionsTests.ApprovedAsync(one, await DesignVersionsTests.CampaignAsync(one), DesignFiles.FromFolder(design.Home));
        }

        Directory.Delete(Path.Combine(folder, DesignVault.Cache), recursive: true);
        await using var other = new AppFactory(demo: true, folder, settings);
        var campaign = await DesignVersionsTests.CampaignAsync(other);
        (await other.Services.GetRequiredService<DesignVersions>().GetAsync(campaign, "bien-lac-111")).Version.ShouldBe(2);

        // A byte of it changed: it does not print.
        Directory.Delete(Path.Combine(folder, DesignVault.Cache), recursive: true);
        await using var third = new AppFactory(demo: true, folder, settings);
        var store = third.Services.GetRequiredService<IFileStore>();
        var file = (await store.ListAsync("designs/", null, 1)).Single().Name;
        byte[] content = [1, .. await store.ReadAsync(file)];
        await store.WriteAsync(file, stream => stream.WriteAsync(content).AsTask());
        (await Should.ThrowAsync<LeafletRefusedException>(() => third.Services.GetRequiredService<DesignVersions>().GetAsync(campaign, "bien-lac-111"))).English.ShouldContain("SHA-256");
    }

    [Fact]
    public void Another_word_is_refused() =>
        Should.Throw<InvalidOperationException>(() => FilesOptions.From(
            new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Campaign111:Files", "cloud")]).Build(),
            new Campaign111.Platform.Data.DataOptions { Folder = shared })).Message.ShouldContain("folder or database");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(shared, recursive: true);
    }
}
