using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>Who did what, when, with before and after.</summary>
[Requires(Permission.ReadAudit)]
[Route("/audit")]
public sealed class AuditController(AuditTrail trail, UnitDirectory units, BusinessClock clock, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Read([FromQuery(Name = "Form")] AuditForm form, long? before, CancellationToken cancel)
    {
        var memberships = await user.MembershipsAsync(cancel);
        IReadOnlyList<string> reach = AuditTrail.Reach(memberships);
        var withUnitless = memberships.Any(membership => membership.Role == Role.Administrator);
        if (!string.IsNullOrWhiteSpace(form.Unit))
        {
            var unit = await units.FindPlaceAsync(form.Unit.Trim(), await clock.TodayAsync(cancel));
            if (unit is null)
            {
                ModelState.AddModelError("Form.Unit", Text.Of($"Không có đơn vị mã “{form.Unit}”.", $"There is no unit with code “{form.Unit}”."));
            }
            else
            {
                await user.DemandAsync(Permission.ReadAudit, unit.Path);
            }

            reach = unit is null ? [] : [unit.Path];
            withUnitless = false;
        }

        var page = ModelState.IsValid ? await trail.ReadAsync(FilterOf(form), reach, withUnitless, before, cancel) : new AuditPage([], null);
        return View("Audit", new AuditModel
        {
            Form = form,
            Events = page.Events,
            WithSecurity = memberships.Any(membership => RoleGrants.Allows(membership.Role, Permission.Administer)),
            Units = await units.FindAsync(page.Events.Select(happened => happened.UnitId).OfType<long>()),
            Older = page.Next is { } next ? AddressOf(form, next) : null,
        });
    }

    private static AuditFilter FilterOf(AuditForm form) => new()
    {
        Actor = Filled(form.Actor),
        Action = Filled(form.Action),
        SubjectType = Filled(form.SubjectType),
        SubjectId = Filled(form.SubjectId),
        From = form.From is { } from && from > DateOnly.MinValue ? VietnamTime.At(from) : null,
        To = form.To is { } to && to < DateOnly.MaxValue ? VietnamTime.At(to.AddDays(1)) : null,
    };

    private static string AddressOf(AuditForm form, long before)
    {
        var query = new QueryBuilder { { "before", before.ToString(CultureInfo.InvariantCulture) } };
        foreach (var (name, value) in new[]
                 {
                     ("Form.Actor", form.Actor), ("Form.Action", form.Action), ("Form.SubjectType", form.SubjectType), ("Form.SubjectId", form.SubjectId), ("Form.Unit", form.Unit),
                     ("Form.From", form.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Form.To", form.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                 })
        {
            if (Filled(value) is { } filled)
            {
                query.Add(name, filled);
            }
        }

        return $"/audit{query}";
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
