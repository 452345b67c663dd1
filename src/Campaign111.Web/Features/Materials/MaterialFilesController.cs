using System.Net.Mime;
using Campaign111.Platform.Files;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Campaign111.Features.Materials;

/// <summary>Files of materials: one by one, whole or in ranges, their previews, and all of them as a press kit.</summary>
[Requires(Permission.DownloadMaterials)]
public sealed class MaterialFilesController(
    CurrentUser user, MaterialQueries queries, MaterialVault vault, MaterialDownloads downloads, MaterialPreviews previews, PressKit kit, BusinessClock clock) : Controller
{
    private const int MostInKit = 200;

    // Whatever a file holds, it runs and loads nothing in this site's name.
    private const string Sandbox = "default-src 'none'; sandbox";

    /// <summary>A file, whole or in ranges. A download is counted once, where it begins.</summary>
    [HttpGet("/materials/{id:long}/{version:int}/{file}"), HttpHead("/materials/{id:long}/{version:int}/{file}")]
    public async Task<IActionResult> Download(long id, int version, string file)
    {
        var (material, known, found) = await FindAsync(id, version, file);
        if (known.IsRecalled)
        {
            return StatusCode(StatusCodes.Status410Gone);
        }

        if (await WaitsAsync(material, known))
        {
            return Embargoed(known);
        }

        var etag = new EntityTagHeaderValue($"\"{found.Sha256}\"");
        if (Begins(etag))
        {
            await downloads.RecordAsync(material, known, found, user);
        }

        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.ContentSecurityPolicy = Sandbox;
        var type = found.MediaType.StartsWith("text/", StringComparison.Ordinal) ? $"{found.MediaType}; charset=utf-8" : found.MediaType;
        return await this.StoredAsync(vault.Store, MaterialVault.NameOf(found.Sha256), type, found.Name, known.PublishedAt, etag);
    }

    /// <summary>A small picture of a file, or a card that says its kind. Nothing is counted.</summary>
    [HttpGet("/materials/{id:long}/{version:int}/{file}/preview.png")]
    public async Task<IActionResult> Preview(long id, int version, string file, CancellationToken cancel)
    {
        var (material, known, found) = await FindAsync(id, version, file);
        if (known.IsRecalled || await WaitsAsync(material, known))
        {
            throw new NotFoundException($"No preview of {file} in material {id} version {version}.");
        }

        Response.Headers.CacheControl = "private, max-age=86400";
        return PhysicalFile(await previews.PathOfAsync(found, cancel), MediaTypeNames.Image.Png);
    }

    /// <summary>All that this person may use now, as one ZIP that is written while it is sent. Each file counts as downloaded.</summary>
    [HttpGet(MaterialLinks.Kit)]
    public async Task<IActionResult> Kit(string? kind, string? language, CancellationToken cancel)
    {
        var today = await clock.TodayAsync(cancel);
        var shelves = (await queries.VisibleAsync(await user.MembershipsAsync(cancel), new MaterialFilter("", kind ?? "", language ?? ""), null, MostInKit))
            .Where(shelf => shelf.Current is { } current && !current.Version.IsEmbargoed(today)).ToList();
        if (shelves.Sum(shelf => shelf.Current!.Files.Count) == 0)
        {
            throw new NotFoundException("Nothing to download yet.");
        }

        await downloads.RecordKitAsync([.. shelves.SelectMany(shelf => shelf.Current!.Files, (shelf, file) => (shelf.Material, file))], user);
        Response.ContentType = MediaTypeNames.Application.Zip;
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"tai-lieu-111-{today:yyyy-MM-dd}.zip" }.ToString();
        await kit.WriteAsync(shelves, Response.Body, cancel);
        return new EmptyResult();
    }

    private async Task<(Material Material, MaterialVersion Version, MaterialFile File)> FindAsync(long id, int version, string file)
    {
        if (await queries.FindAsync(id) is { } material && MaterialQueries.Reaches(await user.MembershipsAsync(), material)
            && await queries.FileAsync(material, version, file) is { } found)
        {
            return (material, found.Version, found.File);
        }

        throw new NotFoundException($"No file {file} in material {id} version {version}.");
    }

    // Who approves materials may look at them before the day.
    private async Task<bool> WaitsAsync(Material material, MaterialVersion version) =>
        version.IsEmbargoed(await clock.TodayAsync()) && !await user.MayAsync(Permission.ApproveMaterials, material.Path);

    private ContentResult Embargoed(MaterialVersion version)
    {
        var day = Formats.Date(version.EmbargoOn!.Value);
        var answer = Content(Text.Of($"Tài liệu này chỉ tải được từ ngày {day}.", $"This material can be downloaded from {day} on."), "text/plain; charset=utf-8");
        answer.StatusCode = StatusCodes.Status403Forbidden;
        return answer;
    }

    // A browser that goes on after a break, looks at the headers or has the file already has not downloaded it again.
    private bool Begins(EntityTagHeaderValue etag)
    {
        var headers = Request.GetTypedHeaders();
        var first = headers.Range?.Ranges.FirstOrDefault();
        return HttpMethods.IsGet(Request.Method)
            && (first is null || first.From == 0)
            && !headers.IfNoneMatch.Any(known => known.Compare(etag, useStrongComparison: false));
    }
}
