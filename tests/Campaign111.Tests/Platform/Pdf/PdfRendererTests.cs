using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>The engine itself: lazy, cancellable, honest about a failing stream, and the same from many threads.</summary>
public sealed class PdfRendererTests(PdfLab lab) : IClassFixture<PdfLab>
{
    [Fact]
    public void Eight_threads_write_what_one_writes()
    {
        byte[] Make(int seed)
        {
            var output = new MemoryStream();
            lab.Renderer.Render(Enumerable.Range(0, 6).SelectMany(i => PdfLab.Leaflet(false, $"Xã số {seed}-{i}", QrMatrix.Create($"HTTPS://A.VN/Q/{seed}{i}"))), PdfLab.Metadata, output);
            return output.ToArray();
        }

        var alone = Enumerable.Range(0, 16).Select(Make).ToArray();
        var together = new byte[alone.Length][];
        Parallel.For(0, alone.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Make(i));

        for (var i = 0; i < alone.Length; i++)
        {
            together[i].AsSpan().SequenceEqual(alone[i]).ShouldBeTrue($"document {i}");
        }
    }

    [Fact]
    public void Pages_are_taken_one_by_one_and_cancelling_stops_between_two()
    {
        using var cancel = new CancellationTokenSource();
        var taken = 0;
        IEnumerable<SvgPage> Pages()
        {
            foreach (var page in Enumerable.Repeat(PdfLab.Leaflet(false, "Xã Tân Thành", QrMatrix.Create("HTTPS://A.VN/Q/1")), 100).SelectMany(pages => pages))
            {
                taken++;
                if (taken == 5)
                {
                    cancel.Cancel();
                }

                yield return page;
            }
        }

        Should.Throw<OperationCanceledException>(() => lab.Renderer.Render(Pages(), PdfLab.Metadata, Stream.Null, cancel.Token));
        taken.ShouldBe(5);
    }

    [Fact]
    public void No_page_is_an_error() => Should.Throw<PdfException>(() => lab.Renderer.Render([], PdfLab.Metadata, Stream.Null));

    [Fact]
    public void A_full_disk_comes_out_as_an_error_of_writing() =>
        Should.Throw<PdfException>(() => lab.Renderer.Render(PdfLab.Leaflet(false, "Xã Tân Thành", QrMatrix.Create("HTTPS://A.VN/Q/1")), PdfLab.Metadata, new FullDisk()))
            .InnerException.ShouldBeOfType<IOException>();

    [Fact]
    public void A_picture_has_the_dots_asked_for()
    {
        var png = lab.Renderer.RenderPng(PdfLab.Leaflet(false, "Xã Tân Thành", QrMatrix.Create("HTTPS://A.VN/Q/1"))[0], 100);

        // Width and height stand at 16 and 20 of a PNG, high byte first.
        (png[18] * 256 + png[19]).ShouldBe(583);
        (png[22] * 256 + png[23]).ShouldBe(827);
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
