using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Campaign111.Features.Accounts;

/// <summary>A form's token belongs to whoever was signed in when the page was made. On a shared phone somebody else often has signed in or out since, in
/// another tab or on the field page: then the sign-in page is shown anew with the reason, instead of an error.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StaleFormAttribute : Attribute, IAlwaysRunResultFilter
{
    /// <summary>Query parameter of the sign-in page that says why it is shown again.</summary>
    public const string Query = "stale";

    // The field of the framework's own token. A request without any was made by no page of ours: it stays refused.
    private const string Token = "__RequestVerificationToken";

    /// <summary>What the page says then.</summary>
    public static string Reason => Text.Of(
        "Người dùng của máy này đã đổi từ khi trang được mở. Hãy nhập lại tên và mật khẩu.",
        "Somebody else signed in or out on this device since the page was opened. Please enter name and password once more.");

    public void OnResultExecuting(ResultExecutingContext context)
    {
        var form = context.HttpContext.Request.HasFormContentType ? context.HttpContext.Request.Form : null;
        if (context.Result is not IAntiforgeryValidationFailedResult || form?.ContainsKey(Token) is not true)
        {
            return;
        }

        var query = QueryString.Create(new Dictionary<string, string?>
        {
            [Query] = "true",
            ["returnUrl"] = form[nameof(SignInModel.ReturnUrl)],
            ["userName"] = form[nameof(SignInModel.UserName)],
        }.Where(pair => !string.IsNullOrEmpty(pair.Value)));
        context.Result = new LocalRedirectResult($"/sign-in{query}");
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
