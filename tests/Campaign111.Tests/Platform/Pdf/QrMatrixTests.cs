using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Pdf;

public sealed class QrMatrixTests
{
    [Fact]
    public void Capitals_need_fewer_modules_than_small_letters() =>
        QrMatrix.Create("HTTPS://BINHPHUOC.EXAMPLE.VN/Q/7K2M9QX4TB").Size.ShouldBeLessThan(QrMatrix.Create("https://binhphuoc.example.vn/q/7k2m9qx4tb").Size);

    [Fact]
    public void Four_white_modules_stand_around_it()
    {
        var qr = QrMatrix.Create("HTTPS://A.VN/Q/1");
        for (var i = 0; i < qr.Size; i++)
        {
            for (var edge = 0; edge < QrMatrix.QuietZone; edge++)
            {
                (qr[i, edge] || qr[edge, i] || qr[i, qr.Size - 1 - edge] || qr[qr.Size - 1 - edge, i]).ShouldBeFalse();
            }
        }

        qr[QrMatrix.QuietZone, QrMatrix.QuietZone].ShouldBeTrue();
    }

    [Fact]
    public void The_path_covers_exactly_the_dark_modules()
    {
        var qr = QrMatrix.Create("HTTPS://A.VN/Q/1");
        var dark = Enumerable.Range(0, qr.Size).Sum(y => Enumerable.Range(0, qr.Size).Count(x => qr[x, y]));

        qr.Runs().Sum(run => run.Length).ShouldBe(dark);
        qr.ToPathData().Split('M', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(qr.Runs().Count());
    }

    [Fact]
    public void Nothing_and_too_much_are_refused()
    {
        Should.Throw<PdfException>(() => QrMatrix.Create(""));
        Should.Throw<PdfException>(() => QrMatrix.Create(new string('A', 301)));
    }
}
