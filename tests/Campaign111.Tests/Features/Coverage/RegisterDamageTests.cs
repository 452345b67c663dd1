using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>Alone in the process: its memory is measured.</summary>
[CollectionDefinition(nameof(RegisterDamageTests), DisableParallelization = true)]
public class RegisterDamageCollection;

/// <summary>Damaged and hostile household files through the upload page: 150 of them, 500 with CAMPAIGN111_DRILLS=1, the same for the same seed.</summary>
[Collection(nameof(RegisterDamageTests))]
public partial class RegisterDamageTests
{
    private const string Home = "/campaigns/binh-phuoc-2020/coverage/25318/register";

    // What may stay behind, and by how much the process may grow meanwhile, garbage of some hundred pages included. A file that unfolds without a limit is a gigabyte.
    private const long MostRetained = 75;
    private const long MostGrowth = 600;

    private static int Files => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 500 : 150;

    [Fact]
    public async Task Damaged_files_never_break_a_page_or_leave_half_an_import_and_the_place_is_named()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var (random, files) = (new Random(111), new MutatedFiles());
        var ends = new Dictionary<string, int> { ["refused"] = 0, ["bad"] = 0, ["imported"] = 0 };
        var before = await CountAsync(app);
        GC.Collect();
        var start = GC.GetTotalMemory(true);
        var (size, peak) = (WorkingSet(), 0L);
        using var watch = new Timer(_ => peak = Math.Max(peak, WorkingSet()), null, 0, 20);
        for (var i = 0; i < Files; i++)
        {
            var (end, added) = await SendAsync(officer, files.Make(random, i), i);
            ends[end]++;
            (await CountAsync(app)).ShouldBe(before += added, $"file {i}: half an import");
        }

        // All three ends are reached often, so that the damage is neither too much nor too little to test anything.
        ends.Values.ShouldAllBe(count => count > Files / 20, string.Join(", ", ends));
        (GC.GetTotalMemory(true) - start >> 20).ShouldBeLessThan(MostRetained);
        (peak - size >> 20).ShouldBeLessThan(MostGrowth);
        await app.AgreeAsync();
    }

    private static async Task<(string End, int Added)> SendAsync(Browser officer, byte[] file, int number)
    {
        using var sent = await officer.UploadAsync(Home, "upload", "file", number % 2 == 0 ? "so.csv" : "so.xlsx", file);
        ((int)sent.StatusCode).ShouldBeOneOf([302, 422], $"file {number}");
        if (sent.StatusCode != HttpStatusCode.Redirect)
        {
            // A line, row or cell, or the file by name when it is none at all.
            var said = (await Browser.ParseAsync(sent)).QuerySelector("[role=alert]")!.TextContent.Trim();
            Named().IsMatch(said).ShouldBeTrue($"file {number}: {said}");
            return ("refused", 0);
        }

        var preview = await officer.PageAsync(sent.Headers.Location!.ToString());
        if (preview.QuerySelector("#confirm") is null)
        {
            preview.QuerySelector("[role=alert]").ShouldNotBeNull($"file {number}");
            preview.QuerySelectorAll("#errors tbody tr").ShouldAllBe(row =>
                int.Parse(row.Children[0].TextContent, CultureInfo.InvariantCulture) > 0 && row.Children[1].TextContent.Length > 0 && row.Children[2].TextContent.Length > 10);
            return ("bad", 0);
        }

        var promised = int.Parse(Added().Match(preview.QuerySelector("#dry-run")!.TextContent).Groups[1].Value, CultureInfo.InvariantCulture);
        using var done = await officer.SubmitAsync(preview, "confirm");
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"file {number}");
        return ("imported", promised);
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static Task<int> CountAsync(AppFactory app) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM household"));

    [GeneratedRegex(@"(\d+) hộ mới")]
    private static partial Regex Added();

    [GeneratedRegex(@"([Dd]òng|[Hh]àng|[Ôô]) \p{L}*\d+|'so\.(csv|xlsx)'")]
    private static partial Regex Named();
}
