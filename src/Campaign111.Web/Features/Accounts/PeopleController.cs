using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Pdf;
using Campaign111.Platform.Security.Limits;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>People at the units of one's subtree: list, invite, change, close, reset.</summary>
[Requires(Permission.ManagePeople)]
[Route("/people")]
public sealed class PeopleController(
    CurrentUser user, PeopleQueries people, UnitDirectory units, UserManager<Account> users, InvitationService invitations, PasswordLinkService links,
    MembershipService memberships, OrganisationDirectory organisations, GrantReader grants, PublicAddress address,
    SecondFactorReset secondFactors) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> List(string? text, long? within, int page = 1, CancellationToken cancel = default)
    {
        var own = (await user.MembershipsAsync(cancel)).Where(membership => RoleGrants.Allows(membership.Role, Permission.ManagePeople)).ToList();
        var tops = await units.FindAsync(own.Select(membership => membership.UnitId));
        var top = within is { } chosen ? await units.FindAsync(chosen) ?? throw new NotFoundException("No such unit.") : tops[own[0].UnitId];
        await user.DemandAsync(Permission.ManagePeople, top.Path);
        page = Math.Clamp(page, 1, 100_000);
        var (rows, total) = await people.FindAsync(top.Path, text ?? "", page, PageSize, cancel);
        var query = $"/people?within={top.Id}&text={Uri.EscapeDataString(text ?? "")}";
        return View("People", new PeopleModel
        {
            Within = top,
            Choices = tops.Count > 1 ? [.. tops.Values] : [],
            Text = text ?? "",
            Rows = rows,
            Units = await units.FindAsync(rows.Select(row => row.UnitId)),
            MayErase = await user.MayAnywhereAsync(Permission.Administer),
            Pager = new PagerModel(page, (total + PageSize - 1) / PageSize, total, number => $"{query}&page={number}"),
        });
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Person(long id, CancellationToken cancel) => await PersonAsync(id, null, cancel);

    [HttpGet("invite")]
    public async Task<IActionResult> Invite(string? unit, CancellationToken cancel) =>
        View("Invite", new InviteForm { Unit = unit ?? "", RoleChoices = RoleChoices.Of(await user.MembershipsAsync(cancel)) });

    [HttpPost("invite")]
    [Limited(LimitClass.Invitations)]
    public async Task<IActionResult> Invite([FromForm] InviteForm form, CancellationToken cancel)
    {
        Check(form);
        if (ModelState.IsValid)
        {
            try
            {
                var (role, unit) = await grants.ReadAsync(form, cancel);
                var invited = await invitations.InviteAsync(
                    [new NewPerson(form.UserName, form.DisplayName.Trim(), form.Email?.Trim(), role, unit, await OrganisationAsync(form))], cancel);
                var account = await users.FindByNameAsync(invited[0].UserName);
                return await PersonAsync(account!.Id, invited[0].Secret, cancel);
            }
            catch (AccountRefusal refusal)
            {
                ModelState.AddModelError(refusal.Field, refusal.Message);
            }
        }

        form.RoleChoices = RoleChoices.Of(await user.MembershipsAsync(cancel));
        return View("Invite", form);
    }

    [HttpPost("{id:long}/link")]
    [Limited(LimitClass.Invitations)]
    public Task<IActionResult> Link(long id, CancellationToken cancel) => TryAsync(id, async account =>
        await PersonAsync(id, await links.CreateAsync(account, cancel), cancel));

    [HttpPost("{id:long}/roles")]
    public Task<IActionResult> AddRole(long id, [FromForm(Name = "Form")] GrantForm form, CancellationToken cancel) => TryAsync(id, async _ =>
    {
        var (role, unit) = await grants.ReadAsync(form, cancel);
        await memberships.AddAsync(id, role, unit, await OrganisationAsync(form), cancel);
        this.Say(FlashKind.Done, Text.Of("Đã giao vai trò.", "The role is given."));
        return LocalRedirect($"/people/{id}");
    });

    [HttpPost("{id:long}/roles/{membership:long}/end")]
    public Task<IActionResult> EndRole(long id, long membership, CancellationToken cancel) => TryAsync(id, async _ =>
    {
        await memberships.EndAsync(id, membership, cancel);
        this.Say(FlashKind.Done, Text.Of("Đã thôi vai trò.", "The role has ended."));
        return LocalRedirect($"/people/{id}");
    });

    [HttpPost("{id:long}/close")]
    public Task<IActionResult> Close(long id, [FromForm] string? reason, CancellationToken cancel) => TryAsync(id, async account =>
    {
        await memberships.CloseAsync(id, (reason ?? "").Trim() is { Length: <= 500 } given ? given : "", cancel);
        this.Say(FlashKind.Done, Text.Of($"Đã đóng tài khoản {account.UserName}.", $"The account {account.UserName} is closed."));
        return LocalRedirect("/people");
    });

    private void Check(InviteForm form)
    {
        // An empty field is bound as null; that it is missing stands in ModelState already.
        form.UserName = form.UserName?.Trim() ?? "";
        if (form.UserName.Length > 0 && !InvitationService.IsUserName(form.UserName))
        {
            ModelState.AddModelError("UserName", Text.Of(
                "Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới; tối đa 60 ký tự.",
                "A user name has only lower-case letters without diacritics, digits, dots, hyphens and underscores; at most 60 characters."));
        }

        if (form.DisplayName?.Trim().Length > InvitationService.LongestDisplayName)
        {
            ModelState.AddModelError("DisplayName", InvitationService.LongDisplayName);
        }

        if (form.Email?.Trim() is { Length: > 0 } email && !InvitationService.IsEmail(email))
        {
            ModelState.AddModelError("Email", Text.Of("Đây không phải địa chỉ thư điện tử. Ví dụ: ten@coquan.vn.", "This is no e-mail address. Example: name@office.vn."));
        }
    }

    private async Task<long?> OrganisationAsync(GrantForm form)
    {
        if (string.IsNullOrWhiteSpace(form.Organisation))
        {
            return null;
        }

        // An account speaks for its organisation (tasks, downloads), so nobody hands out one that lies outside their area.
        var organisation = await organisations.FindByCodeAsync(form.Organisation.Trim());
        var seat = organisation is null ? null : await units.FindAsync(organisation.UnitId);
        return seat is not null && await user.MayAsync(Permission.ManagePeople, seat.Path) ? organisation!.Id : throw new AccountRefusal(
            $"Không có tổ chức mã “{form.Organisation}” trong địa bàn của bạn. Xem mã ở trang của đơn vị, hoặc để trống.",
            $"There is no organisation with code “{form.Organisation}” in your area. The unit's page shows codes; or leave it empty.",
            "Organisation");
    }

    private async Task<IActionResult> TryAsync(long id, Func<Account, Task<IActionResult>> act)
    {
        var account = await VisibleAsync(id);
        try
        {
            return await act(account);
        }
        catch (AccountRefusal refusal)
        {
            this.Say(FlashKind.Failed, refusal.Message);
            return LocalRedirect($"/people/{id}");
        }
    }

    // Somebody without any role in one's subtree is not found, rather than forbidden: ids are easily counted up.
    private async Task<Account> VisibleAsync(long id)
    {
        var account = await users.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var rows = account is { ClosedAt: null } ? await people.OfAccountAsync(id) : [];
        foreach (var row in rows)
        {
            if (await user.MayAsync(Permission.ManagePeople, row.UnitPath))
            {
                return account!;
            }
        }

        throw new NotFoundException("No such person here.");
    }

    private async Task<IActionResult> PersonAsync(long id, string? secret, CancellationToken cancel)
    {
        var account = await VisibleAsync(id);
        var roles = await people.OfAccountAsync(id, cancel);
        var link = secret is null ? null : address.Join(Request, secret);
        return View("Person", new PersonModel
        {
            Account = account,
            Roles = roles,
            Units = await units.FindAsync(roles.Select(row => row.UnitId)),
            MayManage = await memberships.MayManageAsync(id, cancel),
            MayEndSessions = await user.MayAnywhereAsync(Permission.Administer) && await memberships.MayManageAsync(id, cancel),
            MayResetSecondFactor = await secondFactors.MayAsync(id, cancel),
            MayErase = await user.MayAnywhereAsync(Permission.Administer),
            Link = link,
            LinkQr = link is null ? null : QrMatrix.Create(link.ToUpperInvariant(), QrLevel.M).ToSvg(40),
            RoleChoices = RoleChoices.Of(await user.MembershipsAsync(cancel)),
        });
    }
}
