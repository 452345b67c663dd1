namespace Campaign111.Platform.Office;

/// <summary>Some rows of a table in a file of their own, finished.</summary>
/// <param name="Path">The file.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Bytes of the rows in the finished format, before any packing.</param>
/// <param name="Crc">Their CRC-32; 0 where the format needs none.</param>
public sealed record TablePart(string Path, long Rows, long Bytes, uint Crc);

/// <summary>A format in which a long table is written part by part and put together at the end: what was finished before a crash is kept.</summary>
public abstract class TableParts
{
    /// <summary>Workbooks.</summary>
    public static readonly TableParts Xlsx = new XlsxTableParts();

    /// <summary>CSV.</summary>
    public static readonly TableParts Csv = new CsvTableParts();

    /// <summary>Rows that one part holds: little enough that a crash costs seconds, enough that beginning anew does not harm the packing.</summary>
    public const int RowsOfPart = 50_000;

    /// <summary>Ending of the finished file's name, with its dot.</summary>
    public abstract string Extension { get; }

    public abstract string ContentType { get; }

    /// <summary>How many rows the part behind so many rows may hold.</summary>
    public virtual int Room(SheetHead head, long before) => RowsOfPart;

    /// <summary>Writes a part. The file is on the disk when the task completes.</summary>
    /// <param name="before">Rows in the parts before.</param>
    /// <param name="rows">At most <see cref="Room"/>, in portions.</param>
    /// <exception cref="ArgumentException">A cell of a type that a sheet cannot hold.</exception>
    public async Task<TablePart> WriteAsync(string path, SheetHead head, long before, IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> rows, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        var part = await WriteAsync(file, head, before, rows, cancel);
        file.Flush(flushToDisk: true);
        return part with { Path = path };
    }

    /// <summary>Puts the parts together behind the headings.</summary>
    /// <param name="output">Seeks; stays open.</param>
    /// <exception cref="TableFileException">The result would be larger than the format allows.</exception>
    public abstract Task JoinAsync(Stream output, SheetHead head, IReadOnlyList<TablePart> parts, CancellationToken cancel);

    private protected abstract Task<TablePart> WriteAsync(
        Stream file, SheetHead head, long before, IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> rows, CancellationToken cancel);

    private sealed class XlsxTableParts : TableParts
    {
        public override string Extension => ".xlsx";

        public override string ContentType => XlsxOutput.ContentType;

        // No part lies in two sheets.
        public override int Room(SheetHead head, long before) => (int)Math.Min(RowsOfPart, head.RowsOfSheet - (before % head.RowsOfSheet));

        public override Task JoinAsync(Stream output, SheetHead head, IReadOnlyList<TablePart> parts, CancellationToken cancel)
        {
            var zip = new ZipJoin(output);
            var sheets = Sheets(head, parts);
            for (var at = 0; at < sheets.Count; at++)
            {
                zip.Begin(XlsxParts.SheetPart(at + 1));
                zip.Add(stream => Written(stream, rows => XlsxSheet.Open(rows, head)), last: false);
                foreach (var part in sheets[at])
                {
                    zip.Add(part, cancel);
                }

                var count = sheets[at].Sum(part => part.Rows);
                zip.Add(stream => Written(stream, rows => XlsxSheet.Close(rows, head, count)), last: true);
            }

            foreach (var (name, xml) in XlsxParts.Fixed(head.Name, sheets.Count))
            {
                zip.Begin(name);
                zip.Add(stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(xml)), last: true);
            }

            zip.Close();
            return Task.CompletedTask;

            void Written(Stream stream, Action<XlsxRows> write)
            {
                var rows = new XlsxRows(stream, head.Columns);
                write(rows);
                rows.Flush();
            }
        }

        private protected override async Task<TablePart> WriteAsync(
            Stream file, SheetHead head, long before, IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> rows, CancellationToken cancel)
        {
            await using var piece = new DeflatePiece(file);
            var writer = new XlsxRows(piece, head.Columns);
            var line = head.Notes.Count + 1 + (int)(before % head.RowsOfSheet);
            var count = 0L;
            await foreach (var portion in rows.WithCancellation(cancel))
            {
                foreach (var row in portion)
                {
                    writer.Write(++line, row);
                }

                count += portion.Count;
            }

            writer.Flush();
            var (length, crc) = piece.Pause();
            return new TablePart("", count, length, crc);
        }

        private static List<List<TablePart>> Sheets(SheetHead head, IReadOnlyList<TablePart> parts)
        {
            var sheets = new List<List<TablePart>> { new() };
            foreach (var part in parts)
            {
                if (sheets[^1].Sum(known => known.Rows) >= head.RowsOfSheet)
                {
                    sheets.Add([]);
                }

                sheets[^1].Add(part);
            }

            return sheets;
        }
    }

    private sealed class CsvTableParts : TableParts
    {
        public override string Extension => ".csv";

        public override string ContentType => "text/csv; charset=utf-8";

        public override async Task JoinAsync(Stream output, SheetHead head, IReadOnlyList<TablePart> parts, CancellationToken cancel)
        {
            await CsvOutput.WriteAsync(output, new Sheet(head.Name, head.Columns, []) { Notes = head.Notes }, cancel);
            foreach (var part in parts)
            {
                await using var file = File.OpenRead(part.Path);
                await file.CopyToAsync(output, cancel);
            }
        }

        private protected override async Task<TablePart> WriteAsync(
            Stream file, SheetHead head, long before, IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> rows, CancellationToken cancel)
        {
            var count = await CsvOutput.RowsAsync(file, rows, cancel);
            return new TablePart("", count, file.Position, 0);
        }
    }
}
