using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.Privacy;

/// <summary>What is kept about people, why and how long: for everybody.</summary>
[AllowAnonymous]
public sealed class NoticeController(IConfiguration configuration) : Controller
{
    [HttpGet("/privacy")]
    public IActionResult Show() => View("Notice", configuration.GetValue("Campaign111:Audit:KeepYears", 0));
}
