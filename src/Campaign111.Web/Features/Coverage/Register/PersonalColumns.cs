using System.Text.RegularExpressions;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.Register;

/// <summary>Which columns of a household file are personal data that the register never keeps: names, children, identity numbers, telephones, dates of
/// birth (Decree 13/2023/NĐ-CP; a code and an address line, no more; a label only where it is switched on).</summary>
public static partial class PersonalColumns
{
    private const int Half = 2;

    private static readonly string[] Words =
    [
        "ho ten", "ho va ten", "ten", "chu ho", "tre em", "ten tre", "tre", "con", "cccd", "cmnd", "cmt", "can cuoc", "dinh danh", "so dinh danh", "dien thoai", "sdt",
        "dt", "di dong", "so dt", "phone", "mobile", "email", "ngay sinh", "nam sinh", "tuoi", "dob", "birth", "name", "full name", "child", "children", "identity", "id number",
        "bhyt", "dan toc", "ton giao", "ethnicity", "gioi tinh", "gender",
    ];

    private static readonly string[] LabelWords = ["chu ho", "nhan", "label", "head of household"];

    // The head's number, telephone or birthday is no label.
    private static readonly string[] OtherWords =
        ["so", "cccd", "cmnd", "can cuoc", "dinh danh", "dien thoai", "sdt", "ngay sinh", "nam sinh", "tuoi", "tre em", "tre", "con", "gioi tinh", "dan toc"];

    /// <summary>Whether a heading, or most of the values below it, say so.</summary>
    public static bool IsPersonal(string heading, IEnumerable<string> values)
    {
        var words = $" {TextFold.Fold(heading)} ";
        if (Words.Any(word => words.Contains($" {word} ", StringComparison.Ordinal)) && !words.Contains(" ten thon ", StringComparison.Ordinal))
        {
            return true;
        }

        var filled = values.Where(value => value.Length > 0).ToList();
        return filled.Count > 0 && filled.Count(IsNumberOfAPerson) * Half >= filled.Count;
    }

    /// <summary>Whether a column names heads of households and nothing else: what a label may be taken from where labels are on.</summary>
    public static bool IsLabel(string heading, IEnumerable<string> values)
    {
        var words = $" {TextFold.Fold(heading)} ";
        return LabelWords.Any(word => words.Contains($" {word} ", StringComparison.Ordinal))
            && !OtherWords.Any(word => words.Contains($" {word} ", StringComparison.Ordinal))
            && !values.Any(IsNumberOfAPerson);
    }

    /// <summary>A telephone or identity number: nine to twelve digits, whatever stands between them.</summary>
    public static bool IsNumberOfAPerson(string value) => Number().IsMatch(value);

    [GeneratedRegex(@"(?<!\d)(\+?84|0)?\d([ .\-]?\d){8,11}(?!\d)")]
    private static partial Regex Number();
}
