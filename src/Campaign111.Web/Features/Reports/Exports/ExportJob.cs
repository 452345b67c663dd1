using System.Data.Common;
using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reports.Exports;

/// <summary>Makes long exports, one at a time. Whatever ends the process, the next one goes on behind the last finished part; a file is offered only once
/// it is whole and on the disk.</summary>
public sealed partial class ExportJob(ExportBook book, ExportFolder folder, ExportTables tables, ExportOrders orders, TimeProvider time, ILogger<ExportJob> log) : IRecurringJob
{
    public const string Name = "exports";

    // Well within the lease, and seldom enough that telling costs nothing beside writing.
    private static readonly TimeSpan Telling = TimeSpan.FromSeconds(2);

    private readonly string owner = Guid.NewGuid().ToString("N");

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await book.ClaimAsync(owner, cancellation) is { } export)
        {
            await WorkAsync(export, cancellation);
        }
    }

    private async Task WorkAsync(Export export, CancellationToken cancel)
    {
        try
        {
            await MakeAsync(export, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await book.HandBackAsync(export.Id, owner);
            throw;
        }
        catch (Exception full) when (full is not DbException && StorageTroubles.Of(full) is StorageTrouble.Full or StorageTrouble.ReadOnly)
        {
            // The disk takes nothing more: no fault of the export. Finished parts stay, and it goes on when there is room.
            await book.HandBackAsync(export.Id, owner);
            throw;
        }
        catch (Exception error) when (error is not (OutOfMemoryException or DbException))
        {
            // One export that cannot be made must not keep the others waiting for ever.
            LogFailed(log, export.Id, error);
            await book.FailedAsync(export.Id, owner, export.RowsDone, error is TableFileException or NotFoundException
                ? error.Message
                : Text.Of("Hệ thống gặp lỗi khi làm tệp này; lỗi đã được ghi lại. Hãy thử lại.", "The system failed at this file and has noted why. Try again."));
            await folder.RemoveAsync(export.Id, cancel);
        }
    }

    private async Task MakeAsync(Export export, CancellationToken cancel)
    {
        var culture = Cultures.Find(export.Language) ?? Cultures.Vietnamese;
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        var order = await orders.OfAsync(export);
        var format = ExportOrders.Parts(order.Format);
        var head = await tables.HeadAsync(order);
        var parts = await KeptAsync(export);
        if (!await PartsAsync(export, order, format, head, parts, cancel))
        {
            await folder.RemoveAsync(export.Id, cancel);
            return;
        }

        var rows = parts.Sum(part => part.RowCount);
        var files = parts.Select(part => new TablePart(folder.PartOf(export.Id, part.Part), part.RowCount, part.PlainBytes, (uint)part.Crc)).ToList();
        var (size, sha256) = await folder.FinishAsync(export.Id, format.Extension, stream => format.JoinAsync(stream, head, files, cancel), cancel);
        if (await book.DoneAsync(export.Id, owner, rows, size, sha256))
        {
            folder.DropParts(export.Id);
        }
        else
        {
            await folder.RemoveAsync(export.Id, cancel);
        }
    }

    /// <summary>Finished parts from before whose files are whole; what follows a gap is made again.</summary>
    private async Task<List<ExportPart>> KeptAsync(Export export)
    {
        var known = await book.PartsAsync(export.Id);
        var kept = known.TakeWhile((part, at) => part.Part == at && new FileInfo(folder.PartOf(export.Id, at)) is { Exists: true } file && file.Length == part.FileBytes).ToList();
        if (kept.Count < known.Count)
        {
            await book.DropPartsAsync(export.Id, kept.Count);
        }

        return kept;
    }

    // False when somebody cancelled it, or took it over.
    private async Task<bool> PartsAsync(Export export, ExportOrder order, TableParts format, SheetHead head, List<ExportPart> parts, CancellationToken cancel)
    {
        if (parts.Count > 0 && parts[^1].NextKey is null)
        {
            return await book.ForwardAsync(export.Id, owner, parts.Sum(part => part.RowCount));
        }

        var (rows, last) = (parts.Sum(part => part.RowCount), time.GetTimestamp());
        var reading = new ExportReading(tables.Of(order.Kind), order, parts.Count > 0 ? parts[^1].NextKey : null, ToldAsync);
        while (!reading.Ended)
        {
            var path = folder.PartOf(export.Id, parts.Count);
            var made = await format.WriteAsync(path, head, rows, reading.NextAsync(format.Room(head, rows), cancel: cancel), cancel);
            rows += made.Rows;
            var part = new ExportPart { Part = parts.Count, RowCount = made.Rows, PlainBytes = made.Bytes, FileBytes = new FileInfo(path).Length, Crc = made.Crc, NextKey = reading.After };
            if (reading.Stopped || !await book.AddPartAsync(export.Id, owner, part, rows))
            {
                return false;
            }

            parts.Add(part);
        }

        return true;

        async Task<bool> ToldAsync(long read)
        {
            if (time.GetElapsedTime(last) < Telling)
            {
                return true;
            }

            last = time.GetTimestamp();
            return await book.ForwardAsync(export.Id, owner, rows + read);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Export {Export} failed")]
    private static partial void LogFailed(ILogger log, Guid export, Exception error);
}

/// <summary>Takes away the files of exports after their time.</summary>
public sealed class OldExportsJob(ExportBook book, ExportFolder folder, TimeProvider time) : IRecurringJob
{
    public const string At = "03:25";

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var id in await book.ExpiredAsync())
        {
            cancellation.ThrowIfCancellationRequested();
            await folder.RemoveAsync(id, cancellation);
            await book.RemovedAsync(id);
        }

        await folder.SweepAsync(await book.NeededAsync(), time.GetUtcNow().AddDays(-1), cancellation);
    }
}
