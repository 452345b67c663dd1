using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Campaign111.Platform.Files;

/// <summary>Answers of pages with a file of the store: streamed, with range requests.</summary>
public static class StoredFileAnswers
{
    /// <param name="controller">Who answers.</param>
    /// <param name="files">The store.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="type">Content type.</param>
    /// <param name="download">Name for the one who saves it.</param>
    /// <param name="changed">For Last-Modified; null: when it was stored.</param>
    /// <param name="etag">Or null.</param>
    /// <exception cref="NotFoundException">There is no such file.</exception>
    public static async Task<IActionResult> StoredAsync(
        this ControllerBase controller, IFileStore files, string name, string type, string download, DateTimeOffset? changed = null, EntityTagHeaderValue? etag = null)
    {
        var found = await files.FindAsync(name, controller.HttpContext.RequestAborted) ?? throw new NotFoundException($"The stored file {name} is gone.");
        if (files.LocalPath(name) is { } path)
        {
            return controller.PhysicalFile(path, type, download, changed ?? found.ChangedAt, etag!, enableRangeProcessing: true);
        }

        var content = await files.OpenAsync(name, controller.HttpContext.RequestAborted) ?? throw new NotFoundException($"The stored file {name} is gone.");
        return controller.File(content, type, download, changed ?? found.ChangedAt, etag!, enableRangeProcessing: true);
    }

    /// <summary>Runs something that needs a file on this machine: the stored one itself, or a copy that is deleted afterwards.</summary>
    /// <exception cref="NotFoundException">There is no such file.</exception>
    public static async Task<T> AsLocalAsync<T>(this IFileStore files, string name, Func<string, Task<T>> run, CancellationToken cancel)
    {
        if (files.LocalPath(name) is { } path)
        {
            return await run(path);
        }

        await using var content = await files.OpenAsync(name, cancel) ?? throw new NotFoundException($"The stored file {name} is gone.");
        await using var copy = Office.OfficeTempFile.Create();
        await content.CopyToAsync(copy, cancel);
        await copy.FlushAsync(cancel);
        return await run(copy.Name);
    }

    /// <summary>All of a small file.</summary>
    /// <exception cref="NotFoundException">There is no such file.</exception>
    public static async Task<byte[]> ReadAsync(this IFileStore files, string name, CancellationToken cancel = default)
    {
        await using var content = await files.OpenAsync(name, cancel) ?? throw new NotFoundException($"The stored file {name} is gone.");
        using var all = new MemoryStream();
        await content.CopyToAsync(all, cancel);
        return all.ToArray();
    }
}
