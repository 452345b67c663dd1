using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Campaign111.Features.Materials;
using Campaign111.Platform.Pdf;

namespace Campaign111.Tests.Features.Materials;

/// <summary>What an upload is follows from its content, and what is dangerous is refused with the reason.</summary>
public class UploadedFileTests
{
    private const string Head = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60mm" height="30mm" viewBox="0 0 60 30">""";

    [Theory]
    [InlineData("<script>alert(1)</script>", "script")]
    [InlineData("""<rect width="9" height="9" onload="alert(1)"/>""", "onload")]
    [InlineData("""<image width="9" height="9" href="file:///etc/passwd"/>""", "liên kết ra ngoài")]
    [InlineData("""<image width="9" height="9" xlink:href="https://example.com/x.png"/>""", "liên kết ra ngoài")]
    [InlineData("""<filter id="f" width="10000" height="10000"><feGaussianBlur stdDeviation="9999"/></filter>""", "filter")]
    [InlineData("""<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>""", "foreignObject")]
    [InlineData("<style>@import url(https://example.com/x.css);</style>", "style")]
    [InlineData("""<rect width="9" height="9" fill="url(https://example.com/#x)"/>""", "url(#id)")]
    [InlineData("""<a href="javascript:alert(1)"><rect width="9" height="9"/></a>""", "<a>")]
    [InlineData("""<defs><g id="a"><use href="#a"/><use href="#a"/></g></defs><use href="#a"/>""", "use")]
    public void A_hostile_SVG_is_refused_with_the_reason(string inside, string reason)
    {
        var refused = Should.Throw<MaterialRefusedException>(() => Check("x.svg", Head + inside + "</svg>"));

        refused.Message.ShouldContain(reason);
        refused.Message.ShouldContain("x.svg");
    }

    [Fact]
    public void Entities_are_not_even_read_however_many_laughs_they_hold()
    {
        var laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY l0 \"ha\">");
        for (var i = 1; i < 10; i++)
        {
            laughs.Append($"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">");
        }

        laughs.Append("]>").Append(Head).Append("<text>&l9;</text></svg>");
        var clock = Stopwatch.StartNew();

        Should.Throw<MaterialRefusedException>(() => Check("x.svg", laughs.ToString())).Message.ShouldContain("thực thể");
        Should.Throw<MaterialRefusedException>(() => Check("x.svg", $"<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{Head}<text>&x;</text></svg>")).Message.ShouldContain("thực thể");

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_picture_that_unfolds_to_gigabytes_is_refused_alone_and_inside_an_SVG()
    {
        var bomb = Png(60_000, 60_000);
        var inside = Head + $"""<image width="60" height="30" href="data:image/png;base64,{Convert.ToBase64String(bomb)}"/></svg>""";

        Should.Throw<MaterialRefusedException>(() => UploadedFile.Check("x.png", bomb, "vi")).Message.ShouldContain("40 triệu");
        Should.Throw<MaterialRefusedException>(() => Check("x.svg", inside)).Message.ShouldContain("lớn hơn 8000 điểm");
    }

    [Fact]
    public void A_good_SVG_is_stored_as_plain_UTF8_whatever_it_declared()
    {
        var file = Check("Ảnh đẹp.SVG", "\uFEFF<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>" + Head + "<rect width=\"9\" height=\"9\"/></svg>");

        file.MediaType.ShouldBe("image/svg+xml");
        file.Name.ShouldBe("anh-dep.svg");
        Encoding.UTF8.GetString(file.Content).ShouldStartWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg");
    }

    [Fact]
    public void The_type_follows_the_content_and_the_name_follows_the_type()
    {
        UploadedFile.Check("to-roi.exe", "%PDF-1.7 x"u8.ToArray(), "vi").Name.ShouldBe("to-roi.pdf");
        UploadedFile.Check("../../a b.html", Png(100, 50), "").ShouldSatisfyAllConditions(file => file.Name.ShouldBe("a-b.png"), file => file.MediaType.ShouldBe("image/png"));
        UploadedFile.Check("lời.txt", Encoding.UTF8.GetBytes("Một, một, một"), "vi").MediaType.ShouldBe("text/plain");
        UploadedFile.Check("bai.docx", Package("[Content_Types].xml", "word/document.xml"), "vi").Name.ShouldBe("bai.docx");
        PictureSize.Of(Png(100, 50)).ShouldBe((100, 50));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body><script>alert(1)</script></body></html>")]
    [InlineData("<html><body>x</body></html>")]
    [InlineData("MZ\0\0\u0001")]
    [InlineData("")]
    public void HTML_programs_and_nothing_are_refused(string content) =>
        Should.Throw<MaterialRefusedException>(() => Check("trang.png", content));

    [Fact]
    public void A_package_that_is_no_Word_document_or_has_macros_is_refused()
    {
        Should.Throw<MaterialRefusedException>(() => UploadedFile.Check("x.docx", Package("a.txt"), "vi")).Message.ShouldContain("Word");
        Should.Throw<MaterialRefusedException>(() => UploadedFile.Check("x.docx", Package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "vi")).Message.ShouldContain("macro");
        Should.Throw<MaterialRefusedException>(() => UploadedFile.Check("x.docx", "PK\u0003\u0004x"u8.ToArray(), "vi")).Message.ShouldContain("hỏng");
    }

    internal static byte[] Png(int width, int height) =>
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. BitConverter.GetBytes(width).Reverse(), .. BitConverter.GetBytes(height).Reverse(), 8, 2, 0, 0, 0];

    private static FileDraft Check(string name, string content) => UploadedFile.Check(name, Encoding.UTF8.GetBytes(content), "vi");

    private static byte[] Package(params string[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(part).Open());
                writer.Write("x");
            }
        }

        return stream.ToArray();
    }
}
