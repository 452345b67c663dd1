namespace Campaign111.Platform.Localisation;

/// <summary>What a form says about a value that it cannot take: what is wrong, and what to type instead.</summary>
public static class Messages
{
    /// <summary>Nothing was entered in a field that needs a value.</summary>
    public static string Required(string field) => Text.Of($"Hãy điền “{field}”.", $"Fill in “{field}”.");

    /// <summary>The text is no number in the current language.</summary>
    public static string NotANumber(string value) => Text.Of(
        $"“{value}” không phải là số. Hãy gõ như 1234 hoặc 1.234; phần thập phân sau dấu phẩy, như 12,5.",
        $"“{value}” is not a number. Type it like 1234 or 1,234; decimals after a point, like 12.5.");

    /// <summary>A whole number is needed.</summary>
    public static string NotWhole(string value) => Text.Of(
        $"“{value}” có phần lẻ. Hãy nhập một số nguyên.",
        $"“{value}” has decimals. Enter a whole number.");

    /// <summary>The number does not fit its field.</summary>
    public static string TooLarge(string value) => Text.Of(
        $"“{value}” quá lớn cho ô này. Hãy kiểm tra lại số đã nhập.",
        $"“{value}” is too large for this field. Check the number.");

    /// <summary>The text is no day.</summary>
    public static string NotADay(string value) => Text.Of(
        $"“{value}” không phải là một ngày. Hãy nhập ngày/tháng/năm, như 30/9/2020.",
        $"“{value}” is not a date. Enter day/month/year, like 30/9/2020.");

    /// <summary>The value is not one that the field knows.</summary>
    public static string NotValid(string value) => Text.Of(
        $"Giá trị “{value}” không dùng được ở đây. Hãy chọn hoặc nhập lại.",
        $"“{value}” cannot be used here. Choose or enter it again.");
}
