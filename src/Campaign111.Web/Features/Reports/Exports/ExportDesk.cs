using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reports.Exports;

/// <summary>What became of a wish: a file at once, or an export in the background.</summary>
/// <param name="File">Deleted when it is closed; null when it is made in the background.</param>
public sealed record ExportAnswer(ExportOrder Order, Stream? File, string ContentType, string FileName);

/// <summary>Takes wishes of a person: short exports are answered at once, long ones made in the background.</summary>
public sealed class ExportDesk(
    CurrentUser user, CampaignAccess access, CoverageDesk coverage, ExportOrders orders, ExportTables tables, IEnumerable<IExportFile> files, ExportBook book, ExportFolder folder,
    IJobEngine jobs, TimeProvider time)
{
    /// <summary>Rows up to which an export is answered at once.</summary>
    public const int ShortRows = 20_000;

    /// <summary>Exports of an account that wait or are made.</summary>
    public const int MostOpen = 3;

    /// <summary>Long exports of an account in a day.</summary>
    public const int MostOfDay = 30;

    // A table that is mostly somebody else's is read in the background, too.
    private const int ShortPortions = 20;

    /// <summary>The campaign and the unit of a request, which the person may at least see.</summary>
    /// <exception cref="NotFoundException">There is no such campaign or unit.</exception>
    /// <exception cref="AccessDeniedException">The unit is outside the person's reach.</exception>
    public async Task<(Campaign Campaign, Unit Unit)> PlaceAsync(string slug, string code)
    {
        var campaign = await access.CampaignAsync(slug);
        var unit = (await coverage.UnitAsync(slug, code)).Unit;
        if (!unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal) || unit.Level == UnitLevel.Hamlet)
        {
            throw new NotFoundException($"No unit {code} in campaign {slug}.");
        }

        await user.DemandAsync(Permission.Read, unit.Path);
        return (campaign, unit);
    }

    /// <summary>The kinds that the person may have at a unit.</summary>
    public async Task<IReadOnlyList<ExportKind>> OfferedAsync(Unit unit)
    {
        var offered = new List<ExportKind>();
        foreach (var kind in ExportKinds.All.Where(kind => kind.Fits(unit)))
        {
            if (await user.MayAsync(kind.Needs, unit.Path))
            {
                offered.Add(kind);
            }
        }

        return offered;
    }

    /// <summary>An order of this person.</summary>
    /// <exception cref="AccessDeniedException">They may not have it there.</exception>
    /// <exception cref="ExportRefusedException">It cannot be met.</exception>
    public async Task<ExportOrder> OrderAsync(Campaign campaign, Unit unit, ExportWish wish)
    {
        if (ExportKinds.Find(wish.Kind) is { } kind)
        {
            await user.DemandAsync(kind.Needs, unit.Path);
        }

        return await orders.OfAsync(campaign, unit, wish, await user.MembershipsAsync());
    }

    /// <summary>Makes the file, or begins to in the background. The trail notes who took what.</summary>
    /// <exception cref="ExportRefusedException">Too many are waiting.</exception>
    public async Task<ExportAnswer> AnswerAsync(ExportOrder order, CancellationToken cancel)
    {
        var actor = await user.ActorForAsync(order.Unit.Id, order.Unit.FullName);
        if (files.FirstOrDefault(file => file.Kind == order.Kind) is { } whole)
        {
            var made = await FileAsync(stream => whole.WriteAsync(order, stream, cancel));
            await book.TakenAsync(order, actor);
            return new ExportAnswer(order, made, whole.ContentType, order.FileStem + "." + order.Format);
        }

        var about = await tables.Of(order.Kind).AboutAsync(order);
        var format = ExportOrders.Parts(order.Format);
        var file = about > ShortRows ? null : await ShortAsync(order, format, cancel);
        if (file is null)
        {
            await BeginAsync(order, about, actor, cancel);
        }
        else
        {
            await book.TakenAsync(order, actor);
        }

        return new ExportAnswer(order, file, format.ContentType, order.FileStem + format.Extension);
    }

    /// <summary>A long export that the person may see: their own, or anybody's where they may have the same.</summary>
    /// <exception cref="NotFoundException">There is none of that id.</exception>
    /// <exception cref="AccessDeniedException">They may not, or no longer, have it.</exception>
    public async Task<Export> ExportAsync(Guid id)
    {
        var export = await book.FindAsync(id) ?? throw new NotFoundException($"No export {id}.");
        await user.DemandAsync(ExportKinds.Find(export.Kind)?.Needs ?? Permission.Administer, export.Path);
        return export;
    }

    private async Task BeginAsync(ExportOrder order, long? about, Actor actor, CancellationToken cancel)
    {
        var account = user.AccountId ?? throw new AccessDeniedException(order.Kind.Needs);
        var (open, today) = await book.CountAsync(account, time.GetUtcNow().AddDays(-1));
        if (open >= MostOpen || today >= MostOfDay)
        {
            throw new ExportRefusedException(open >= MostOpen
                ? Text.Of($"Đã có {open} tệp đang làm. Chờ xong hoặc dừng bớt rồi xuất tiếp.", $"{open} files are being made. Let one finish, or stop one.")
                : Text.Of($"Mỗi tài khoản xuất được {MostOfDay} tệp dài một ngày. Mai xuất tiếp.", $"An account makes {MostOfDay} long files a day. Go on tomorrow."));
        }

        await book.AddAsync(order, about, account, actor);
        await jobs.TriggerAsync(ExportJob.Name, cancel);
    }

    /// <summary>The file, or null when it turns out to be long.</summary>
    private async Task<Stream?> ShortAsync(ExportOrder order, TableParts format, CancellationToken cancel)
    {
        var head = await tables.HeadAsync(order);
        var reading = new ExportReading(tables.Of(order.Kind), order, null, _ => Task.FromResult(true));
        var path = folder.ShortPart();
        try
        {
            var part = await format.WriteAsync(path, head, 0, reading.NextAsync(ShortRows, ShortPortions, cancel), cancel);
            return reading.Ended ? await FileAsync(stream => format.JoinAsync(stream, head, [part], cancel)) : null;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<Stream> FileAsync(Func<Stream, Task> write)
    {
        var file = OfficeTempFile.Create();
        try
        {
            await write(file);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}

/// <summary>An export that is no table: written whole, at once.</summary>
public interface IExportFile
{
    ExportKind Kind { get; }

    string ContentType { get; }

    Task WriteAsync(ExportOrder order, Stream output, CancellationToken cancel);
}
