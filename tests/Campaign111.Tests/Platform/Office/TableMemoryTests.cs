using Campaign111.Platform.Office;

namespace Campaign111.Tests.Platform.Office;

/// <summary>Measures the whole heap, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(TableMemoryTests), DisableParallelization = true)]
[Collection(nameof(TableMemoryTests))]
public sealed class TableMemoryTests
{
    [Fact]
    public void Reading_a_large_csv_keeps_memory_flat()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, Enumerable.Range(0, 150_000).Select(i => i == 0 ? "Mã,Tên,Số hộ" : $"{i},Thôn số {i} của một xã có tên khá dài,{i % 900}"));
            using var stream = File.OpenRead(path);
            using var table = TableFile.Open(stream, path);
            var before = Live();
            long most = 0;
            foreach (var row in table.Read(Tables.Units))
            {
                most = row.Line % 30_000 == 0 ? Math.Max(most, Live()) : most;
            }

            (most - before).ShouldBeLessThan(4 << 20);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Reading_a_large_workbook_keeps_memory_flat()
    {
        using var file = OfficeTempFile.Create();
        XlsxOutput.Write(file, new Sheet("x", [new("Mã"), new("Tên"), new("Số hộ")], Rows([0])));
        using var table = TableFile.Open(file, "lớn.xlsx");
        var before = Live();
        long most = 0;
        var count = 0;
        foreach (var row in table.Read(Tables.Units))
        {
            count++;
            most = row.Line % 10_000 == 0 ? Math.Max(most, Live()) : most;
        }

        count.ShouldBe(40_000);
        (most - before).ShouldBeLessThan(4 << 20);
    }

    [Fact]
    public void Writing_a_large_workbook_keeps_memory_flat()
    {
        var most = new long[1];
        var before = Live();
        XlsxOutput.Write(new Nowhere(), new Sheet("x", [new("Mã"), new("Tên"), new("Số hộ")], Rows(most)));

        (most[0] - before).ShouldBeLessThan(4 << 20);
    }

    // One collection: GetTotalMemory(true) makes up to twenty, each of them long after some thousand tests.
    private static long Live()
    {
        GC.Collect();
        return GC.GetTotalMemory(false);
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(long[] most)
    {
        for (var i = 0; i < 40_000; i++)
        {
            most[0] = i % 10_000 == 9_999 ? Math.Max(most[0], Live()) : most[0];
            yield return [i, $"Thôn {i}", i];
        }
    }

    private sealed class Nowhere : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
            // Nothing is kept.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            // Nothing is kept.
        }
    }
}
