using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Shared;

/// <summary>What a page says when it cannot be shown: what happened, and the next step. Reached by re-execution only.</summary>
[AllowAnonymous]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorsController : Controller
{
    /// <summary>The page of a status code; codes without a text of their own get the nearest one.</summary>
    [Route("/error/{code:int}")]
    [IgnoreAntiforgeryToken]
    public IActionResult Show(int code)
    {
        var status = code is >= 400 and <= 599 ? code : StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        // Asks no feature for the frame: the database may be what is broken, and a flood is to cost nothing.
        ViewData["Bare"] = status is >= 500 or StatusCodes.Status429TooManyRequests;
        return View("Error", ErrorModel.For(status, HttpContext.TraceIdentifier, StorageTexts.Of(HttpContext)));
    }
}
