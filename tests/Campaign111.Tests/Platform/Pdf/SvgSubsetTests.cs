using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>The lint: what a page may hold, and every way of running or loading something that it refuses.</summary>
public sealed class SvgSubsetTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "script")]
    [InlineData("<style>text{fill:red}</style>", "style")]
    [InlineData("<filter id=\"f\"/>", "filter")]
    [InlineData("<foreignObject/>", "foreignObject")]
    [InlineData("<rect onclick=\"x()\"/>", "onclick")]
    [InlineData("<rect style=\"fill:url(http://a.example/x)\"/>", "style")]
    [InlineData("<rect fill=\"url(http://a.example/x)\"/>", "url(#id)")]
    [InlineData("<image href=\"http://a.example/x.png\"/>", "liên kết")]
    [InlineData("<image href=\"file:///etc/passwd\"/>", "liên kết")]
    [InlineData("<image href=\"data:image/svg+xml;base64,AAAA\"/>", "liên kết")]
    [InlineData("<image xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"x.png\"/>", "liên kết")]
    [InlineData("<use href=\"other.svg#a\"/>", "liên kết")]
    [InlineData("<g id=\"a\"/><use href=\"#a\"/>", "<defs>")]
    [InlineData("<defs><use href=\"#a\"/></defs>", "<defs>")]
    [InlineData("<defs><text>a</text></defs>", "<text>")]
    [InlineData("<g clip-path=\"url(#c)\"><text>a</text></g>", "<text>")]
    [InlineData("<rect width=\"{{a}}\"/>", "chỗ điền")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "html")]
    [InlineData("<?xml-stylesheet href=\"x.css\"?>", "chỉ thị")]
    [InlineData("<rect>", "XML")]
    public void Refuses(string inside, string named) => SvgSubset.Check(Page(inside)).ShouldContain(problem => problem.Vietnamese.Contains(named));

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]>")]
    [InlineData("<!DOCTYPE svg SYSTEM \"http://a.example/x.dtd\">")]
    public void Refuses_a_document_type(string type) => SvgSubset.Check(type + Page("")).Single().Vietnamese.ShouldContain("DTD");

    [Fact]
    public void Refuses_a_page_without_millimetres() => SvgSubset.Check("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\" viewBox=\"0 0 1 1\"/>").Count.ShouldBe(1);

    [Fact]
    public void Refuses_what_is_too_large_too_deep_or_too_many()
    {
        SvgSubset.Check(Page(new string(' ', SvgSubset.MaxCharacters))).Count.ShouldBe(1);
        SvgSubset.Check(Page(string.Concat(Enumerable.Repeat("<g>", 60)) + string.Concat(Enumerable.Repeat("</g>", 60)))).Count.ShouldBe(1);
        SvgSubset.Check(Page(string.Concat(Enumerable.Repeat("<g/>", 20_001)))).Count.ShouldBe(1);
    }

    [Fact]
    public void Names_the_line() => SvgSubset.Check(Page("\n\n<blink/>")).Single().Line.ShouldBe(3);

    [Fact]
    public void The_shipped_design_is_in_the_subset()
    {
        var files = Directory.GetFiles(PdfLab.Folder("leaflets"), "*.svg", SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(15);
        files.SelectMany(file => SvgSubset.Check(File.ReadAllText(file))).ShouldBeEmpty();
    }

    private static string Page(string inside) => $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100mm\" height=\"100mm\" viewBox=\"0 0 100 100\">{inside}</svg>";
}
