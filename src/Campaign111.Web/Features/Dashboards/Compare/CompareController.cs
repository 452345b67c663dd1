using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Dashboards.Compare;

/// <summary>A unit's children, two periods and two campaigns side by side.</summary>
[Requires(Permission.Read)]
public sealed class CompareController(CompareQueries queries) : Controller
{
    [HttpGet("/campaigns/{slug}/units/{code}/compare")]
    public async Task<IActionResult> Show(string slug, string code, [FromQuery] CompareForm form) => View("Compare", await queries.ReadAsync(slug, code, form));
}
