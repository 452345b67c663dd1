using System.ComponentModel.DataAnnotations;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Tests.Features.Shared;

/// <summary>A form with one field of each kind, for what binding and validation say.</summary>
public sealed class ProbeForm
{
    [Label("Số hộ", "Households"), Range(1, 5000)]
    public int Households { get; set; }

    [Label("Tỷ lệ", "Share")]
    public decimal? Share { get; set; }

    [Label("Ngày", "Day")]
    public DateOnly Day { get; set; }

    [Label("Hộp thư", "E-mail"), EmailAddress]
    public string? Mail { get; set; }

    [Label("Thôn", "Hamlet")]
    public string Hamlet { get; set; } = "";
}

/// <summary>Lives in the tests only.</summary>
public sealed class ProbeController : Controller
{
    [HttpPost("/probe/form")]
    public IActionResult Form(ProbeForm form) =>
        Content(string.Join('\n', ModelState.Values.SelectMany(state => state.Errors).Select(error => error.ErrorMessage)));

    [HttpGet("/probe/page")]
    public IActionResult Page() => View("/Features/Shared/Error.cshtml", Campaign111.Features.Shared.ErrorModel.For(404, "probe"));

    [HttpGet("/probe/crash")]
    public IActionResult Crash() => throw new InvalidOperationException("the secret of the crash");
}
