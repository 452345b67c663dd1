namespace Campaign111.Platform.Localisation;

/// <summary>
/// Texts of the validation attributes, {0} being the field's name. Properties, because an attribute reads its text anew for each request
/// through ErrorMessageResourceType and so follows the reader's language.
/// </summary>
public static class ValidationTexts
{
    public static string Required => Text.Of("Hãy điền “{0}”.", "Fill in “{0}”.");

    public static string StringLength => Text.Of("“{0}” dài tối đa {1} ký tự.", "“{0}” takes at most {1} characters.");

    public static string StringLengthBetween => Text.Of("“{0}” cần từ {2} đến {1} ký tự.", "“{0}” needs {2} to {1} characters.");

    public static string MaxLength => Text.Of("“{0}” dài tối đa {1} ký tự.", "“{0}” takes at most {1} characters.");

    public static string MinLength => Text.Of("“{0}” cần ít nhất {1} ký tự.", "“{0}” needs at least {1} characters.");

    public static string Range => Text.Of("“{0}” phải từ {1} đến {2}.", "“{0}” must be from {1} to {2}.");

    public static string EmailAddress => Text.Of(
        "“{0}” chưa đúng dạng hộp thư, như ten@coquan.gov.vn.",
        "“{0}” is not an e-mail address, like name@office.gov.vn.");

    public static string Url => Text.Of(
        "“{0}” chưa đúng dạng địa chỉ, như https://coquan.gov.vn.",
        "“{0}” is not an address, like https://office.gov.vn.");

    public static string Pattern => Text.Of("“{0}” chưa đúng dạng. Hãy xem gợi ý dưới ô.", "“{0}” has the wrong form. See the hint below the field.");

    public static string Compare => Text.Of("“{0}” và “{1}” không giống nhau. Hãy nhập lại.", "“{0}” and “{1}” differ. Enter them again.");

    public static string Other => Text.Of("“{0}” chưa hợp lệ. Hãy kiểm tra lại.", "“{0}” is not valid. Check it.");
}
